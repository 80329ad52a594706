import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import type { TableScan } from "../../src/engine/engine.ts";
import { NO_LIMIT, openFixture, scanOf, type SearchFixture } from "./search-fixture.ts";

async function found(
  { search, textIndex: index }: SearchFixture,
  scan: TableScan,
  text: string,
): Promise<(readonly [path: string, rows: number[]])[]> {
  const query = { kind: "text" as const, text };
  const { files } = await search.find({ index, scan, query, limit: undefined }, NO_LIMIT);
  return files.map(({ path, rows }) => [path, [...rows]] as const);
}

test("words are found in files of any size, and in rows of the catalog", async (t) => {
  const fixture = await openFixture(t);
  const large = await fixture.write(
    "SELECT CASE WHEN range % 1000 = 7 THEN 'the red fox' WHEN range % 2 = 0 THEN 'a cat' END AS v FROM range(10000)",
  );
  const small = await fixture.write("SELECT unnest(['fox', NULL, 'dog and fox', '']) AS v");
  const inline = { kind: "inline" as const, rows: [["dog"], ["fox"]] };
  const scan = scanOf([large, small], { type: "text", parts: [inline] });
  const rows = Array.from({ length: 10 }, (_, n) => n * 1_000 + 7);
  assert.deepEqual(await found(fixture, scan, "fox"), [
    [large, rows],
    [small, [0, 2]],
    ["inline:1", [1]],
  ]);
  assert.deepEqual(await found(fixture, scan, '"red fox"'), [[large, rows]]);
  assert.equal((await readdir(fixture.textIndex.folder)).length, 1);
  const state = await fixture.search.prepare({ index: fixture.textIndex, scan }, NO_LIMIT);
  assert.equal(state.rowCount, 5_010 + 3 + 2);
  assert.equal(state.unmergedRowCount, 5);
  assert.equal(state.dimensions, null);
});

test("deleted rows count neither as hits nor for scores", async (t) => {
  const fixture = await openFixture(t);
  const whole = await fixture.write("SELECT unnest(['fox', 'fox dog', 'cat', 'fox fox']) AS v");
  const rest = await fixture.write("SELECT unnest(['fox', 'cat']) AS v");
  const scores = async (scan: TableScan): Promise<number[]> => {
    const query = { kind: "text" as const, text: "fox" };
    const request = { index: fixture.textIndex, scan, query, limit: 10 };
    const { files } = await fixture.search.find(request, NO_LIMIT);
    return files.flatMap((file) => [...file.scores]);
  };
  const deleted = { path: whole, deletedPositions: [1, 3] };
  assert.deepEqual(
    await scores(scanOf([deleted], { type: "text" })),
    await scores(scanOf([rest], { type: "text" })),
  );
});

test("a column that a file does not have yet has its default", async (t) => {
  const fixture = await openFixture(t);
  const path = await fixture.write("SELECT range AS other FROM range(3)");
  const scan = scanOf([path], { type: "text" });
  const withDefault = (text: string | null): TableScan => ({
    ...scan,
    parts: scan.parts.map((part) => ({ ...part, sources: [{ from: "default", text }] })),
  });
  assert.deepEqual(await found(fixture, withDefault("new fox"), "fox"), [[path, [0, 1, 2]]]);
});
