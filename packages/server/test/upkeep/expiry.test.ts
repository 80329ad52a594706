import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DATABASE, LakeBench, SCHEMA } from "../lake/lake-bench.ts";
import { catalogRows, compactAll, dataFiles, scannedRows } from "./lake-upkeep-bench.ts";

const T = { schema: SCHEMA, table: "t" };

function expireAll(bench: LakeBench) {
  return bench.lake.expireSnapshots(DATABASE, new Date(Date.now() + 60_000));
}

test("expired snapshots are gone, the newest stays, and files go with them", async () => {
  await using bench = await LakeBench.open();
  for (let n = 0; n < 5; n += 1) await bench.load("append", "t", `SELECT ${n}::INTEGER AS n`);
  await compactAll(bench);
  await bench.load("replace", "u", "SELECT 1 AS a");
  await bench.load("replace", "u", "SELECT 2 AS a");
  const rows = await scannedRows(bench, "t");
  assert.equal((await dataFiles(bench)).length, 8);
  const { expired, oldestEndedAt } = await expireAll(bench);
  assert.deepEqual({ expired, oldestEndedAt }, { expired: 8, oldestEndedAt: undefined });
  assert.deepEqual(await scannedRows(bench, "t"), rows);
  await assert.rejects(scannedRows(bench, "t", { version: 3 }), /snapshot 3 is not kept/);
  assert.equal((await dataFiles(bench)).length, 8, "expiry itself removes no file");
  assert.deepEqual(await bench.lake.removeUnneededFiles(DATABASE, 0), {
    removedFiles: 6,
    waitingFiles: 0,
    nextAt: undefined,
  });
  assert.equal((await dataFiles(bench)).length, 2);
  assert.deepEqual(await scannedRows(bench, "t"), rows);
  for (const table of ["ducklake_snapshot", "ducklake_snapshot_changes"]) {
    assert.equal(catalogRows(bench, `SELECT * FROM ${table}`).length, 1);
  }
  const statistics = "SELECT DISTINCT data_file_id FROM ducklake_file_column_stats";
  assert.equal(catalogRows(bench, statistics).length, 2);
});

test("every moment since the cutoff can still be read", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  await bench.load("replace", "t", "SELECT 2 AS a");
  const [, second] = await bench.lake.listSnapshots(DATABASE, { before: undefined, limit: 2 });
  assert.ok(second);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await bench.load("replace", "t", "SELECT 3 AS a");
  const [, middle] = await bench.lake.listSnapshots(DATABASE, { before: undefined, limit: 2 });
  assert.ok(middle);
  const cutoff = new Date(middle.createdAt.getTime() + 10);
  await bench.lake.expireSnapshots(DATABASE, cutoff);
  const at = { timestamp: cutoff.toISOString() };
  assert.deepEqual(await scannedRows(bench, "t", at), [{ a: 2 }]);
  const kept = await bench.lake.listSnapshots(DATABASE, { before: undefined, limit: 10 });
  assert.deepEqual(
    kept.map(({ id }) => id),
    [middle.id + 1, middle.id],
  );
});

test("a dropped table and its files are gone after expiry", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  await bench.lake.dropTable(DATABASE, T);
  assert.equal((await dataFiles(bench)).length, 1);
  await expireAll(bench);
  await bench.lake.removeUnneededFiles(DATABASE, 0);
  assert.deepEqual(await dataFiles(bench), []);
  const left = "SELECT table_id FROM ducklake_table UNION ALL SELECT table_id FROM ducklake_column";
  assert.deepEqual(catalogRows(bench, left), []);
});

test("files stay for the grace period, and while somebody reads", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const hold = bench.lake.hold(DATABASE);
  const old = await bench.scan("t");
  await bench.load("replace", "t", "SELECT 2 AS a");
  await expireAll(bench);
  const { nextAt, ...young } = await bench.lake.removeUnneededFiles(DATABASE, 60_000);
  assert.deepEqual(young, { removedFiles: 0, waitingFiles: 1 });
  const waitMs = (nextAt?.getTime() ?? 0) - Date.now();
  assert.ok(waitMs > 30_000 && waitMs <= 60_000, `it waits ${waitMs} ms`);
  const held = await bench.lake.removeUnneededFiles(DATABASE, 0);
  assert.equal(held.removedFiles, 0);
  assert.equal(held.waitingFiles, 1);
  // A reader that came later cannot have the file.
  using _later = bench.lake.hold(DATABASE);
  const [part] = old.parts;
  assert.ok(part?.kind === "files" && part.files[0]);
  const reader = await bench.duck.runAndReadAll(`SELECT * FROM '${part.files[0].path}'`);
  assert.deepEqual(reader.getRowObjectsJson(), [{ a: 1 }]);
  hold.release();
  assert.equal((await bench.lake.removeUnneededFiles(DATABASE, 0)).removedFiles, 1);
});

test("files that the catalog never knew go, those of a load under way stay", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const folder = join(bench.databaseDir, "data", SCHEMA, "t");
  await writeFile(join(folder, "left-behind.parquet"), "x");
  const plan = await bench.plan("append", "t", "SELECT 2 AS a");
  const [file] = await bench.write(plan, "SELECT 2 AS a");
  assert.ok(file);
  const staged = join(folder, file.path.slice(plan.stagingDir.length + 1));
  const { link } = await import("node:fs/promises");
  await link(file.path, staged);
  assert.equal((await bench.lake.removeUnneededFiles(DATABASE, 3_600_000)).removedFiles, 0);
  assert.equal((await bench.lake.removeUnneededFiles(DATABASE, 0)).removedFiles, 1);
  await bench.lake.commitWrite({ plan, files: [file], loadId: "late" });
  assert.equal((await scannedRows(bench, "t")).length, 2);
});

test("a repeated load is recognised although its snapshot has expired", async () => {
  await using bench = await LakeBench.open();
  const first = await bench.load("append", "t", "SELECT 1 AS a, 'x' AS b", "once");
  await bench.load("append", "t", "SELECT 2 AS a, 'y' AS b");
  await expireAll(bench);
  assert.deepEqual(await bench.lake.findCommit(DATABASE, "once"), first);
  assert.deepEqual(await bench.load("append", "t", "SELECT 1 AS a, 'x' AS b", "once"), first);
  assert.equal((await scannedRows(bench, "t")).length, 2);
});

test("many snapshots expire in several transactions", async () => {
  await using bench = await LakeBench.open();
  for (let n = 0; n < 700; n += 1) await bench.lake.createSchema(DATABASE, `s${n}`);
  const { expired } = await expireAll(bench);
  assert.equal(expired, 700);
  assert.equal(catalogRows(bench, "SELECT * FROM ducklake_schema").length, 702);
});
