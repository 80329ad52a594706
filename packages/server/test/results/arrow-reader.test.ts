import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import { ArrowReader } from "../../src/results/arrow/arrow-reader.ts";

const ROWS = 1_000;
const IDLE_MS = 50;

test("the thread that reads results ends when nobody reads, and another reads on", async (t) => {
  const path = await writeParquet(t);
  const reader = new ArrowReader(IDLE_MS);
  t.after(() => reader.close());
  assert.equal(threads(), 0);
  assert.equal(await countRows(reader, path), ROWS);
  assert.equal(threads(), 1);
  const end = Date.now() + 10_000;
  while (threads() > 0) {
    assert.ok(Date.now() < end, "the thread did not end");
    await delay(IDLE_MS);
  }
  assert.equal(await countRows(reader, path), ROWS);
});

test("it does not end under a slow reader", async (t) => {
  const path = await writeParquet(t);
  const reader = new ArrowReader(IDLE_MS);
  t.after(() => reader.close());
  assert.equal(await countRows(reader, path, 5 * IDLE_MS), ROWS);
});

function threads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
}

async function countRows(reader: ArrowReader, path: string, pauseMs = 0): Promise<number> {
  const columns = [{ name: "i", type: { kind: "scalar", name: "BIGINT" } }] as const;
  const pieces: Uint8Array[] = [];
  for await (const piece of reader.read({ source: { path }, columns, offset: 0, limit: ROWS })) {
    pieces.push(piece);
    await delay(pauseMs);
  }
  return tableFromIPC(Buffer.concat(pieces)).numRows;
}

async function writeParquet(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-test-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "rows.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT i FROM range(${ROWS}) AS r(i)) TO '${path}'`);
  connection.closeSync();
  instance.closeSync();
  return path;
}
