import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import type { TableVersion } from "../../src/engine/engine.ts";
import { scanSql } from "../../src/engine/duckdb/scan-sql.ts";
import { SnapshotNotFoundError } from "../../src/lake/lake.ts";
import { DATABASE, LakeBench, SCHEMA } from "../lake/lake-bench.ts";

async function rowsAt(bench: LakeBench, at: TableVersion): Promise<unknown[] | undefined> {
  const { tables } = await bench.lake.resolve(DATABASE, [{ schema: SCHEMA, table: "t", at }]);
  const [resolved] = tables;
  if (resolved === undefined) return undefined;
  const sql = `SELECT * FROM (${scanSql(resolved.scan)}) ORDER BY ALL`;
  return (await bench.duck.runAndReadAll(sql)).getRowObjectsJson();
}

test("every snapshot of a table is read with the rows and columns that it had", async () => {
  await using bench = await LakeBench.open();
  const first = await bench.load("replace", "t", "SELECT 1::INTEGER AS a");
  const second = await bench.load("append", "t", "SELECT 2::INTEGER AS a, 'x' AS b");
  const third = await bench.load("replace", "t", "SELECT 'new' AS c");
  await bench.lake.dropTable(DATABASE, { schema: SCHEMA, table: "t" });
  assert.deepEqual(await rowsAt(bench, { version: first.snapshotId }), [{ a: 1 }]);
  assert.deepEqual(await rowsAt(bench, { version: second.snapshotId }), [
    { a: 1, b: null },
    { a: 2, b: "x" },
  ]);
  assert.deepEqual(await rowsAt(bench, { version: third.snapshotId }), [{ c: "new" }]);
  assert.equal(await rowsAt(bench, { version: third.snapshotId + 1 }), undefined);
  assert.equal(await rowsAt(bench, { version: first.snapshotId - 1 }), undefined);
});

test("two snapshots of one table come in one answer, again when they are known", async () => {
  await using bench = await LakeBench.open();
  const first = await bench.load("replace", "t", "SELECT 1 AS a");
  await bench.load("append", "t", "SELECT 2 AS a");
  const name = { schema: SCHEMA, table: "t" };
  const asked = [name, { ...name, at: { version: first.snapshotId } }];
  for (let turn = 0; turn < 2; turn += 1) {
    const { tables } = await bench.lake.resolve(DATABASE, asked);
    assert.deepEqual(
      tables.map(({ at }) => at),
      [undefined, { version: first.snapshotId }],
    );
    const counts = tables.map(
      ({ scan }) => scan.parts.flatMap((part) => ("files" in part ? part.files : [])).length,
    );
    assert.deepEqual(counts, [2, 1]);
    assert.notEqual(tables[0]?.version, tables[1]?.version);
  }
});

test("a time means the newest snapshot at or before it", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  await sleep(20);
  const between = new Date();
  await sleep(20);
  await bench.load("append", "t", "SELECT 2 AS a");
  assert.deepEqual(await rowsAt(bench, { timestamp: between.toISOString() }), [{ a: 1 }]);
  const sqlText = between.toISOString().replace("T", " ").replace("Z", "");
  assert.deepEqual(await rowsAt(bench, { timestamp: sqlText }), [{ a: 1 }]);
  const later = new Date(Date.now() + 60_000).toISOString().replace("Z", "+00:00");
  assert.equal((await rowsAt(bench, { timestamp: later }))?.length, 2);
});

test("a snapshot that is not there is refused with those that are", async () => {
  await using bench = await LakeBench.open();
  const { snapshotId } = await bench.load("replace", "t", "SELECT 1 AS a");
  await assert.rejects(rowsAt(bench, { version: 99 }), (error) => {
    assert.ok(error instanceof SnapshotNotFoundError);
    assert.match(
      error.message,
      new RegExp(`snapshot 99 is not kept; snapshots 0 to ${snapshotId} are`),
    );
    return true;
  });
  await assert.rejects(
    rowsAt(bench, { timestamp: "2001-02-03" }),
    /no snapshot is kept from 2001-02-03; snapshots 0 to/,
  );
  await assert.rejects(rowsAt(bench, { timestamp: "soon" }), /"soon" is no time/);
});
