import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { StalePlanError } from "../../src/lake/lake.ts";
import { loadByKey, prepareChange } from "./keyed-bench.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

const BASE = "SELECT i AS id, 'v' || i AS v FROM range(10) AS t(i)";
const byId = { key: ["id"] };

function catalogRows(bench: LakeBench, sql: string): Record<string, unknown>[] {
  const catalog = new DatabaseSync(bench.catalogFile, { readOnly: true });
  try {
    return catalog.prepare(sql).all();
  } finally {
    catalog.close();
  }
}

async function dataFiles(bench: LakeBench): Promise<string[]> {
  return readdir(join(bench.databaseDir, "data", SCHEMA, "t"));
}

test("rows are replaced, inserted, updated and deleted by key", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", BASE);
  const upserted = await loadByKey(
    bench,
    "t",
    { mode: "upsert", ...byId },
    "SELECT * FROM (VALUES (3::BIGINT, 'three'), (30, 'thirty')) AS t(id, v)",
  );
  assert.equal(upserted.rowCount, 11);
  const updated = await loadByKey(
    bench,
    "t",
    { mode: "update", ...byId },
    "SELECT * FROM (VALUES (30::BIGINT, 'updated'), (4, 'four'), (99, 'nobody')) AS t(id, v)",
  );
  assert.equal(updated.rowCount, 11);
  const deleted = await loadByKey(
    bench,
    "t",
    { mode: "delete", ...byId },
    "SELECT * FROM (VALUES (0::BIGINT), (1), (2), (77)) AS t(id)",
  );
  assert.equal(deleted.rowCount, 8);
  assert.deepEqual(await bench.rows("t"), [
    { id: "3", v: "three" },
    { id: "4", v: "four" },
    { id: "5", v: "v5" },
    { id: "6", v: "v6" },
    { id: "7", v: "v7" },
    { id: "8", v: "v8" },
    { id: "9", v: "v9" },
    { id: "30", v: "updated" },
  ]);
  const live = catalogRows(
    bench,
    "SELECT delete_count FROM ducklake_delete_file WHERE end_snapshot IS NULL ORDER BY 1",
  );
  assert.deepEqual(
    live.map((row) => row["delete_count"]),
    [1, 5],
    "one delete file for each data file, with all its deletions",
  );
});

test("a file whose rows all go ends, with its delete file", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", BASE);
  await loadByKey(bench, "t", { mode: "delete", ...byId }, "SELECT 5::BIGINT AS id");
  const { rowCount } = await loadByKey(
    bench,
    "t",
    { mode: "delete", ...byId },
    "SELECT i AS id FROM range(100) AS t(i)",
  );
  assert.equal(rowCount, 0);
  const open = catalogRows(
    bench,
    `SELECT (SELECT count(*) FROM ducklake_data_file WHERE end_snapshot IS NULL) AS data,
      (SELECT count(*) FROM ducklake_delete_file WHERE end_snapshot IS NULL) AS deletes`,
  );
  assert.deepEqual({ ...open[0] }, { data: 0, deletes: 0 });
  assert.deepEqual(await bench.rows("t"), []);
  assert.equal((await bench.load("append", "t", BASE)).rowCount, 10);
});

test("files that cannot have a key are left out", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", BASE);
  await bench.load("append", "t", "SELECT i AS id, 'w' AS v FROM range(100, 110) AS t(i)");
  const plan = await bench.lake.planWrite({
    databaseId: DATABASE,
    schema: SCHEMA,
    table: "t",
    mode: "delete",
    key: ["id"],
    columns: await bench.columnsOf("SELECT 105::BIGINT AS id"),
  });
  const incoming = await bench.write(
    { ...plan, columns: plan.keyed?.incoming ?? [] },
    "SELECT 105::BIGINT AS id",
  );
  const candidates = await bench.lake.findCandidates(plan, incoming);
  assert.equal(Object.keys(candidates.files).length, 1);
  assert.deepEqual(
    Object.values(candidates.files).map(({ liveRowCount }) => liveRowCount),
    [10],
  );
});

test("a load by key is stale when rows came, went or moved since it was planned", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", BASE);
  const first = await prepareChange(
    bench,
    "t",
    { mode: "delete", ...byId },
    "SELECT 5::BIGINT AS id",
  );
  await bench.load("append", "t", "SELECT 5::BIGINT AS id, 'again' AS v");
  const late = bench.lake.commitWrite({ plan: first.plan, ...first.change, loadId: "late" });
  await assert.rejects(late, StalePlanError);
  const second = await prepareChange(
    bench,
    "t",
    { mode: "delete", ...byId },
    "SELECT 6::BIGINT AS id",
  );
  await loadByKey(bench, "t", { mode: "delete", ...byId }, "SELECT 7::BIGINT AS id");
  const later = bench.lake.commitWrite({ plan: second.plan, ...second.change, loadId: "later" });
  await assert.rejects(later, StalePlanError);
  assert.equal((await bench.rows("t")).length, 10);
  assert.equal((await dataFiles(bench)).length, 3, "two data files and the committed delete file");
});

test("a delete file that was not committed before a crash is cleared away, a committed one stays", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", BASE);
  await loadByKey(bench, "t", { mode: "delete", ...byId }, "SELECT 1::BIGINT AS id");
  const before = await dataFiles(bench);
  const { plan, change } = await prepareChange(
    bench,
    "t",
    { mode: "delete", ...byId },
    "SELECT 5::BIGINT AS id",
  );
  assert.equal(change.deletions.length, 1);
  await bench.reopen();
  assert.deepEqual(await dataFiles(bench), before);
  assert.deepEqual(await readdir(join(bench.dataDir, "staging")), []);
  const gone = bench.lake.commitWrite({ plan, ...change, loadId: "gone" });
  await assert.rejects(gone);
  assert.equal((await bench.rows("t")).length, 9);
});

test("an update keeps the values of columns it does not bring, and adds new ones", async () => {
  await using bench = await LakeBench.open();
  await bench.load(
    "replace",
    "t",
    "SELECT 1 AS id, 'a' AS v, 10::SMALLINT AS n UNION ALL SELECT 2, 'b', 20",
  );
  await loadByKey(
    bench,
    "t",
    { mode: "update", key: ["ID"] },
    "SELECT 1::BIGINT AS id, 70000 AS n, true AS more",
  );
  assert.deepEqual(await bench.rows("t"), [
    { id: 1, v: "a", n: 70000, more: true },
    { id: 2, v: "b", n: 20, more: null },
  ]);
  const [listed] = await bench.lake.listTables(DATABASE);
  assert.deepEqual(
    listed?.columns.map(({ name, type }) => [name, type.kind === "scalar" && type.name]),
    [
      ["id", "INTEGER"],
      ["v", "VARCHAR"],
      ["n", "INTEGER"],
      ["more", "BOOLEAN"],
    ],
  );
});

test("the last of several rows with one key counts; all rows of a key change", async () => {
  await using bench = await LakeBench.open();
  await bench.load(
    "replace",
    "t",
    "SELECT 1 AS id, 'a' AS v UNION ALL SELECT 1, 'b' UNION ALL SELECT 2, 'c'",
  );
  await loadByKey(
    bench,
    "t",
    { mode: "update", ...byId },
    "SELECT * FROM (VALUES (1, 'x'), (1, 'y')) AS t(id, v)",
  );
  assert.deepEqual(await bench.rows("t"), [
    { id: 1, v: "y" },
    { id: 1, v: "y" },
    { id: 2, v: "c" },
  ]);
  await loadByKey(
    bench,
    "t",
    { mode: "upsert", ...byId },
    "SELECT * FROM (VALUES (1, 'p'), (3, 'n'), (1, 'q'), (3, 'm')) AS t(id, v)",
  );
  assert.deepEqual(await bench.rows("t"), [
    { id: 1, v: "q" },
    { id: 2, v: "c" },
    { id: 3, v: "m" },
  ]);
});
