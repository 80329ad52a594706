import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openTextAnalyzer } from "../../../src/search/text/analysis/open-text-analyzer.ts";
import { searchText } from "../../../src/search/text/search-text.ts";
import { DamagedSegment } from "../../../src/search/text/segment/damaged-segment.ts";
import { TextSegmentBuilder } from "../../../src/search/text/text-segment-builder.ts";
import { openTextSegment } from "../../../src/search/text/text-segment.ts";
import { randomOf } from "./random.ts";

const analyzer = await openTextAnalyzer({ stemming: null, stopWords: null, asciiFolding: false });

async function folderOf(t: { after(work: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "segment-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

function builderOf(rowCount: number): TextSegmentBuilder {
  const builder = new TextSegmentBuilder(analyzer);
  for (let row = 0; row < rowCount; row += 1) {
    builder.add(row, row % 10 === 9 ? null : `common w${row % 7} word${row} common`);
  }
  return builder;
}

test("a segment in memory and its file are the same", async (t) => {
  const path = join(await folderOf(t), "segment");
  const inMemory = await builderOf(3_000).finish();
  const sizeBytes = await builderOf(3_000).writeTo(path);
  const inFile = await openTextSegment(path);
  assert.equal((await readFile(path)).length, sizeBytes);
  for (const segment of [inMemory, inFile]) {
    const { rowCount, documentCount, termCount } = segment;
    assert.deepEqual([rowCount, documentCount, termCount], [3_000, 2_700, 2_700 + 7 + 1]);
    for (const query of ["common", "w3 word17", '"w3 word3 common"', "word299*"]) {
      const find = (one: typeof segment) =>
        searchText({
          segments: [{ segment: one, deleted: undefined }],
          query,
          analyzer,
          limit: 20,
        });
      assert.deepEqual(find(segment), find(inMemory));
      assert.ok((find(segment)[0]?.rows.length ?? 0) > 0, query);
    }
  }
  await inFile.close();
  await assert.rejects(builderOf(1).writeTo(path), { code: "EEXIST" });
});

test("rows have to come in their order", () => {
  const builder = builderOf(10);
  assert.throws(() => builder.add(9, "again"), RangeError);
  builder.add(20, "later");
});

test("a file that was cut or changed anywhere is noticed, at the latest by a search", async (t) => {
  const folder = await folderOf(t);
  await builderOf(5_000).writeTo(join(folder, "whole"));
  const whole = await readFile(join(folder, "whole"));
  const path = join(folder, "damaged");
  const openAndRead = async () => {
    const segment = await openTextSegment(path);
    try {
      const segments = [{ segment, deleted: undefined }];
      for (const query of ["w*", "common", '"common w3 word3 common"']) {
        searchText({ segments, query, analyzer, limit: 1 });
      }
      for (let term = 0; term < segment.termCount; term += 1) segment.packedPositions(term);
    } finally {
      await segment.close();
    }
  };
  const random = randomOf(1);
  for (let round = 0; round < 60; round += 1) {
    const at = Math.floor(random() * whole.length);
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    for (const bytes of [changed, whole.subarray(0, at), Buffer.concat([whole, Buffer.of(at)])]) {
      await writeFile(path, bytes);
      await assert.rejects(openAndRead(), DamagedSegment, `byte ${at} of ${whole.length}`);
    }
  }
  await writeFile(path, "PAR1 something else, and long enough to have a footer of its own PAR1");
  await assert.rejects(openAndRead(), DamagedSegment);
  await writeFile(path, whole);
  await openAndRead();
});
