import assert from "node:assert/strict";
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { UnreadableTableError } from "../../src/lake/lake.ts";
import { DATABASE, LakeBench } from "./lake-bench.ts";

function query(bench: LakeBench, sql: string): unknown[] {
  const catalog = new DatabaseSync(bench.catalogFile);
  try {
    return catalog
      .prepare(sql)
      .all()
      .map((row) => Object.assign({}, row));
  } finally {
    catalog.close();
  }
}

test("a new catalog says where its files are and asks for files instead of rows", async () => {
  await using bench = await LakeBench.open();
  const metadata = query(bench, "SELECT key, value FROM ducklake_metadata ORDER BY key");
  assert.deepEqual(metadata, [
    { key: "created_by", value: "Hotdata" },
    { key: "data_inlining_row_limit", value: "0" },
    { key: "data_path", value: `${join(bench.databaseDir, "data")}/` },
    { key: "encrypted", value: "false" },
    { key: "version", value: "1.0" },
  ]);
  assert.deepEqual(query(bench, "PRAGMA journal_mode"), [{ journal_mode: "wal" }]);
});

test("snapshots list their changes as other clients expect them", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a", "l1");
  await bench.load("append", "t", "SELECT 1 AS a", "l2");
  await bench.load("append", "t", "SELECT 1 AS a, 2 AS b", "l3");
  await bench.load("replace", "t", "SELECT 1 AS a, 2 AS b", "l4");
  await bench.lake.dropTable(DATABASE, { schema: "public", table: "t" });
  const changes = query(
    bench,
    `SELECT schema_version, next_catalog_id, next_file_id, changes_made, commit_extra_info
      FROM ducklake_snapshot JOIN ducklake_snapshot_changes USING (snapshot_id) ORDER BY snapshot_id`,
  );
  const record = (loadId: string, rowCount: number) =>
    JSON.stringify({ load_id: loadId, table_id: 2, row_count: rowCount });
  const snapshot = (
    [schema_version, next_catalog_id, next_file_id]: [number, number, number],
    changes_made: string,
    commit_extra_info: string | null,
  ) => ({ schema_version, next_catalog_id, next_file_id, changes_made, commit_extra_info });
  assert.deepEqual(changes, [
    snapshot([0, 2, 0], 'created_schema:"main",created_schema:"public"', null),
    snapshot([1, 3, 1], 'created_table:"public"."t",inserted_into_table:2', record("l1", 1)),
    snapshot([1, 3, 2], "inserted_into_table:2", record("l2", 2)),
    snapshot([2, 3, 3], "inserted_into_table:2,altered_table:2", record("l3", 3)),
    snapshot([2, 3, 4], "deleted_from_table:2,inserted_into_table:2", record("l4", 1)),
    snapshot([3, 3, 4], "dropped_table:2", null),
  ]);
  assert.deepEqual(query(bench, "SELECT * FROM ducklake_schema_versions"), [
    { begin_snapshot: 1, schema_version: 1, table_id: 2 },
    { begin_snapshot: 3, schema_version: 2, table_id: 2 },
  ]);
});

test("row ids continue, totals and bounds cover every row the table ever had", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT range::INTEGER AS a, 'v' || range AS s FROM range(10)");
  await bench.load("append", "t", "SELECT -5 AS a, NULL::VARCHAR AS s");
  await bench.load("replace", "t", "SELECT 100 AS a, 'w' AS s, 0.5::DOUBLE AS d");
  assert.deepEqual(query(bench, "SELECT row_id_start, record_count FROM ducklake_data_file"), [
    { row_id_start: 0, record_count: 10 },
    { row_id_start: 10, record_count: 1 },
    { row_id_start: 11, record_count: 1 },
  ]);
  assert.deepEqual(query(bench, "SELECT record_count, next_row_id FROM ducklake_table_stats"), [
    { record_count: 12, next_row_id: 12 },
  ]);
  const bounds = `SELECT column_id, contains_null, contains_nan, min_value, max_value
    FROM ducklake_table_column_stats ORDER BY column_id`;
  const column = (column_id: number, contains_null: number, contains_nan: number | null) => ({
    column_id,
    contains_null,
    contains_nan,
  });
  assert.deepEqual(query(bench, bounds), [
    { ...column(1, 0, null), min_value: "-5", max_value: "100" },
    { ...column(2, 1, null), min_value: "v0", max_value: "w" },
    { ...column(3, 1, 0), min_value: "0.5", max_value: "0.5" },
  ]);
});

test("counts of a file leave NULLs out", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT unnest([1, NULL, 3]) AS a");
  const counts =
    "SELECT value_count, null_count, min_value, max_value FROM ducklake_file_column_stats";
  assert.deepEqual(query(bench, counts), [
    { value_count: 2, null_count: 1, min_value: "1", max_value: "3" },
  ]);
});

test("a folder that was moved is found by foreign clients once the server has opened it", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const moved = `${bench.dataDir}-moved`;
  await bench.reopen(async () => {
    await cp(bench.databaseDir, moved, { recursive: true });
    await rm(bench.databaseDir, { recursive: true });
    await rename(moved, join(bench.dataDir, "databases", "copy"));
  });
  const [listed] = await bench.lake.listTables("copy");
  assert.equal(listed?.rowCount, 1);
  const catalog = new DatabaseSync(join(bench.dataDir, "databases", "copy", "catalog.sqlite"));
  const row = catalog.prepare("SELECT value FROM ducklake_metadata WHERE key = 'data_path'").get();
  catalog.close();
  assert.equal(row?.["value"], `${join(bench.dataDir, "databases", "copy", "data")}/`);
});

test("catalogs of other versions are left alone", async () => {
  await using bench = await LakeBench.open();
  await bench.reopen(async () => {
    const catalog = new DatabaseSync(bench.catalogFile);
    catalog.exec("UPDATE ducklake_metadata SET value = '0.3' WHERE key = 'version'");
    catalog.close();
  });
  await assert.rejects(bench.lake.listTables(DATABASE), UnreadableTableError);
});
