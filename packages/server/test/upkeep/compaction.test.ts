import assert from "node:assert/strict";
import { test } from "node:test";
import { DATABASE, LakeBench } from "../lake/lake-bench.ts";
import {
  catalogRows,
  compactAll,
  dataFiles,
  fileCount,
  RULES,
  scannedRows,
  writePlan,
} from "./lake-upkeep-bench.ts";

async function appendRows(bench: LakeBench, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 1) {
    await bench.load("append", "t", `SELECT ${n}::INTEGER AS n, 'row ${n}' AS text`);
  }
}

test("small files become one that has the same rows in the same order", async () => {
  await using bench = await LakeBench.open();
  await appendRows(bench, 0, 9);
  const before = await scannedRows(bench, "t");
  const [totals] = catalogRows(bench, "SELECT * FROM ducklake_table_stats");
  assert.equal(await compactAll(bench), 1);
  assert.equal(await fileCount(bench, "t"), 1);
  assert.deepEqual(await scannedRows(bench, "t"), before);
  assert.deepEqual(catalogRows(bench, "SELECT * FROM ducklake_table_stats"), [totals]);
  const [table] = await bench.lake.listTables(DATABASE);
  assert.equal(table?.rowCount, 9);
  assert.equal((await dataFiles(bench)).length, 10, "older snapshots keep their files");
  assert.deepEqual(await scannedRows(bench, "t", { version: 3 }), before.slice(0, 3));
});

test("few files, large files and a second round are left alone", async () => {
  await using bench = await LakeBench.open();
  await appendRows(bench, 0, 3);
  assert.equal(await compactAll(bench), 0);
  await appendRows(bench, 3, 1);
  assert.equal(await compactAll(bench), 1);
  assert.equal(await compactAll(bench), 0);
});

test("rows loaded during a merge stay, in their order", async () => {
  await using bench = await LakeBench.open();
  await appendRows(bench, 0, 5);
  const plan = await bench.lake.planCompaction(DATABASE, RULES);
  assert.ok(plan);
  const files = await writePlan(bench, plan);
  await appendRows(bench, 5, 2);
  assert.equal(await bench.lake.commitCompaction(plan, files), true);
  const rows = await scannedRows(bench, "t");
  assert.deepEqual(
    rows.map((row) => Object(row).n),
    [0, 1, 2, 3, 4, 5, 6],
  );
  assert.equal(await fileCount(bench, "t"), 3);
});

test("a merge of files that were replaced meanwhile is given up without a trace", async () => {
  await using bench = await LakeBench.open();
  await appendRows(bench, 0, 5);
  const plan = await bench.lake.planCompaction(DATABASE, RULES);
  assert.ok(plan);
  const files = await writePlan(bench, plan);
  await bench.load("replace", "t", "SELECT 7::INTEGER AS n, 'new' AS text");
  const stored = await dataFiles(bench);
  assert.equal(await bench.lake.commitCompaction(plan, files), false);
  assert.deepEqual(await dataFiles(bench), stored);
  assert.deepEqual(await scannedRows(bench, "t"), [{ n: 7, text: "new" }]);
});

test("a merge that lost a row is refused", async () => {
  await using bench = await LakeBench.open();
  await appendRows(bench, 0, 5);
  const plan = await bench.lake.planCompaction(DATABASE, RULES);
  assert.ok(plan);
  const files = await writePlan(bench, plan);
  const short = files.map((file) => ({ ...file, rowCount: file.rowCount - 1 }));
  await assert.rejects(bench.lake.commitCompaction(plan, short), /wrote 4 rows instead of 5/);
  assert.equal((await scannedRows(bench, "t")).length, 5);
});

test("columns added later have their defaults and types in the merged file", async () => {
  await using bench = await LakeBench.open();
  await bench.load("append", "t", "SELECT 1::INTEGER AS a, [1, 2]::TINYINT[] AS list");
  await bench.load("append", "t", "SELECT 2::INTEGER AS a, NULL::TINYINT[] AS list, 'x' AS b");
  await bench.load("append", "t", "SELECT 3000000000::BIGINT AS a, [3]::TINYINT[] AS list");
  await bench.load("append", "t", "SELECT NULL::INTEGER AS a, []::TINYINT[] AS list, 'y' AS b");
  const before = await scannedRows(bench, "t");
  assert.equal(await compactAll(bench), 1);
  assert.deepEqual(await scannedRows(bench, "t"), before);
});

test("files of many sizes are merged with their like, and all of them in the end", async () => {
  await using bench = await LakeBench.open();
  for (let n = 0; n < 40; n += 1) {
    await appendRows(bench, n, 1);
    await compactAll(bench);
    assert.ok((await fileCount(bench, "t")) < 5);
  }
  assert.equal((await scannedRows(bench, "t")).length, 40);
});

test("what a killed merge had written is gone after the next start", async () => {
  await using bench = await LakeBench.open();
  await appendRows(bench, 0, 5);
  const plan = await bench.lake.planCompaction(DATABASE, RULES);
  assert.ok(plan);
  await writePlan(bench, plan);
  const stored = await dataFiles(bench);
  await bench.reopen();
  assert.deepEqual(await dataFiles(bench), stored);
  assert.equal(await compactAll(bench), 1);
});
