import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { Catalog } from "../../src/lake/catalog/catalog.ts";
import { readTables } from "../../src/lake/catalog/table-row.ts";
import { UnreadableTableError } from "../../src/lake/lake.ts";
import { readTableFiles } from "../../src/lake/scan/table-files.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

/** Changes the catalog as another DuckLake client does, in a new snapshot whose id `change` gets. */
function asForeignClient(
  bench: LakeBench,
  change: (catalog: DatabaseSync, snapshot: number) => void,
  isAlter = false,
): void {
  const catalog = new DatabaseSync(bench.catalogFile);
  try {
    catalog.exec(`BEGIN IMMEDIATE;
      INSERT INTO ducklake_snapshot
        SELECT snapshot_id + 1, '2026-01-01 05:30:00.5+05:30', schema_version + ${Number(isAlter)},
          next_catalog_id, next_file_id + 1
        FROM ducklake_snapshot ORDER BY snapshot_id DESC LIMIT 1`);
    const row = catalog.prepare("SELECT max(snapshot_id) AS id FROM ducklake_snapshot").get();
    change(catalog, Number(row?.["id"]));
    catalog.exec("COMMIT");
  } finally {
    catalog.close();
  }
}

const TABLE_ID = 2;

/** The first table of a fresh bench has this id: schemas come before it. */
async function benchWithTable(sql: string): Promise<LakeBench> {
  const bench = await LakeBench.open();
  await bench.load("replace", "t", sql);
  return bench;
}

test("rows kept in the catalog are read with every digit and byte", async () => {
  await using bench = await benchWithTable(
    "SELECT 1::BIGINT AS i, true AS o, 0.5::DOUBLE AS d, 'x' AS v, '\\x01'::BLOB AS b, {'a': 1, 'w': 'q'} AS s",
  );
  asForeignClient(bench, (catalog, snapshot) => {
    catalog.exec(`CREATE TABLE ducklake_inlined_data_${TABLE_ID}_1 (row_id BIGINT,
      begin_snapshot BIGINT, end_snapshot BIGINT, i BIGINT, o BIGINT, d VARCHAR, v VARCHAR, b BLOB,
      s VARCHAR)`);
    catalog.exec(`INSERT INTO ducklake_inlined_data_tables
      VALUES (${TABLE_ID}, 'ducklake_inlined_data_${TABLE_ID}_1', 1)`);
    const add = catalog.prepare(
      `INSERT INTO ducklake_inlined_data_${TABLE_ID}_1 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const literal = "{'a': 2, 'w': 'it''s'}";
    const blob = new Uint8Array([0, 255, 92]);
    add.run(1, snapshot, null, 9223372036854775807n, 0, "nan", "it's", blob, literal);
    add.run(2, snapshot, null, null, null, null, null, null, null);
    add.run(3, snapshot, snapshot, 7, 1, "1", "deleted", null, null);
  });
  assert.deepEqual(await bench.rows("t"), [
    { i: "1", o: true, d: 0.5, v: "x", b: "\\x01", s: { a: 1, w: "q" } },
    {
      i: "9223372036854775807",
      o: false,
      d: "NaN",
      v: "it's",
      b: "\\x00\\xFF\\",
      s: { a: 2, w: "it's" },
    },
    { i: null, o: null, d: null, v: null, b: null, s: null },
  ]);
  const [listed] = await bench.lake.listTables(DATABASE);
  assert.equal(listed?.rowCount, 3);
  assert.equal(listed?.lastChangedAt.toISOString(), "2026-01-01T00:00:00.500Z");
  const replaced = await bench.load("replace", "t", "SELECT 5::BIGINT AS i");
  assert.equal(replaced.rowCount, 1);
  assert.deepEqual(await bench.rows("t"), [{ i: "5" }]);
});

test("deletions are honoured, in delete files and in the catalog", async () => {
  await using bench = await benchWithTable("SELECT range::INTEGER AS a FROM range(10)");
  const folder = join(bench.databaseDir, "data", SCHEMA, "t");
  const deletes = (name: string, positions: string) =>
    bench.duck.run(
      `COPY (SELECT 'elsewhere' AS file_path, unnest(${positions})::BIGINT AS pos)
        TO '${join(folder, name)}' (FORMAT parquet)`,
    );
  await deletes("old-delete.parquet", "[0]");
  await deletes("new-delete.parquet", "[0, 1, 2]");
  const columns =
    "delete_file_id, table_id, begin_snapshot, end_snapshot, data_file_id, path, " +
    "path_is_relative, format, delete_count";
  asForeignClient(bench, (catalog, snapshot) => {
    catalog.exec(`INSERT INTO ducklake_delete_file (${columns})
      VALUES (1, ${TABLE_ID}, ${snapshot}, NULL, 0, 'old-delete.parquet', 1, 'parquet', 1)`);
  });
  assert.equal((await bench.rows("t")).length, 9);
  asForeignClient(bench, (catalog, snapshot) => {
    catalog.exec(`UPDATE ducklake_delete_file SET end_snapshot = ${snapshot};
      INSERT INTO ducklake_delete_file (${columns})
        VALUES (2, ${TABLE_ID}, ${snapshot}, NULL, 0, 'new-delete.parquet', 1, 'parquet', 3);
      CREATE TABLE ducklake_inlined_delete_${TABLE_ID} (file_id BIGINT, row_id BIGINT, begin_snapshot BIGINT);
      INSERT INTO ducklake_inlined_delete_${TABLE_ID} VALUES (0, 5, ${snapshot}), (0, 6, ${snapshot})`);
  });
  assert.deepEqual(
    await bench.rows("t"),
    [3, 4, 7, 8, 9].map((a) => ({ a })),
  );
  const outcome = await bench.load("append", "t", "SELECT 10::INTEGER AS a");
  assert.equal(outcome.rowCount, 6);
});

test("columns renamed, added with a default, dropped and widened are read by their ids", async () => {
  await using bench = await benchWithTable("SELECT 1 AS a, 'x' AS b, 2 AS gone");
  asForeignClient(
    bench,
    (catalog, snapshot) => {
      const copy = (id: number, name: string, type: string) =>
        catalog.exec(`INSERT INTO ducklake_column
          SELECT column_id, ${snapshot}, NULL, table_id, column_order, '${name}', '${type}',
            initial_default, default_value, nulls_allowed, parent_column, default_value_type,
            default_value_dialect
          FROM ducklake_column WHERE table_id = ${TABLE_ID} AND column_id = ${id};`);
      catalog.exec(
        `UPDATE ducklake_column SET end_snapshot = ${snapshot} WHERE table_id = ${TABLE_ID}`,
      );
      copy(1, "b", "int64");
      copy(2, "a", "varchar");
      catalog.exec(`INSERT INTO ducklake_column VALUES (4, ${snapshot}, NULL, ${TABLE_ID}, 4, 'n',
          'date', '2020-01-01', '2020-01-01', 1, NULL, 'literal', 'duckdb');
        INSERT INTO ducklake_schema_versions
          SELECT ${snapshot}, schema_version, ${TABLE_ID} FROM ducklake_snapshot
          WHERE snapshot_id = ${snapshot}`);
    },
    true,
  );
  assert.deepEqual(await bench.rows("t"), [{ b: "1", a: "x", n: "2020-01-01" }]);
  await bench.load("append", "t", "SELECT 5 AS b");
  assert.deepEqual(await bench.rows("t"), [
    { b: "1", a: "x", n: "2020-01-01" },
    { b: "5", a: null, n: null },
  ]);
});

test("files without ids are read by the names that were mapped, keys from their path", async () => {
  await using bench = await benchWithTable("SELECT 1 AS a, 'x' AS k, 2 AS more");
  const folder = join(bench.dataDir, "elsewhere");
  await bench.duck.run(
    `COPY (SELECT 7 AS "Other", 'it''s' AS k) TO '${folder}' (FORMAT parquet, PARTITION_BY (k))`,
  );
  const found = await bench.duck.runAndReadAll(`SELECT file FROM glob('${folder}/*/*')`);
  const [[file] = []] = found.getRows();
  assert.ok(typeof file === "string");
  asForeignClient(bench, (catalog, snapshot) => {
    catalog.exec(`INSERT INTO ducklake_name_mapping VALUES
        (9, 0, 'Other', 1, NULL, 0), (9, 1, 'k', 2, NULL, 1);
      INSERT INTO ducklake_data_file (data_file_id, table_id, begin_snapshot, path,
          path_is_relative, file_format, record_count, file_size_bytes, mapping_id)
        VALUES (50, ${TABLE_ID}, ${snapshot}, '${file.replaceAll("'", "''")}', 0,
          'parquet', 1, 100, 9)`);
  });
  assert.deepEqual(await bench.rows("t"), [
    { a: 1, k: "x", more: 2 },
    { a: 7, k: "it's", more: null },
  ]);
});

test("nested fields that were renamed are refused, not read as NULL", async () => {
  await using bench = await benchWithTable("SELECT {'x': 1} AS s");
  asForeignClient(
    bench,
    (catalog) => {
      catalog.exec(`UPDATE ducklake_column SET column_name = 'y' WHERE column_name = 'x'`);
    },
    true,
  );
  await assert.rejects(bench.rows("t"), UnreadableTableError);
});

test("a file of another format and a missing file are named", async () => {
  await using bench = await benchWithTable("SELECT 1 AS a");
  asForeignClient(bench, (catalog) => {
    catalog.exec("UPDATE ducklake_data_file SET path = 'gone.parquet'");
  });
  await assert.rejects(bench.rows("t"), /UnreadableTableError.*gone\.parquet/s);
  asForeignClient(bench, (catalog) => {
    catalog.exec("UPDATE ducklake_data_file SET file_format = 'vortex'");
  });
  await assert.rejects(bench.rows("t"), /vortex/);
});

test("an older snapshot sees only its own rows of a file that mixes several", async () => {
  await using bench = await benchWithTable("SELECT 1 AS a");
  asForeignClient(bench, () => {});
  asForeignClient(bench, (catalog, snapshot) => {
    catalog.exec(`UPDATE ducklake_data_file SET partial_max = ${snapshot}`);
  });
  const dataPath = join(bench.databaseDir, "data");
  const location = { databaseId: DATABASE, file: bench.catalogFile, dataPath };
  const catalog = await Catalog.open(location, { busyTimeoutMs: 0 });
  try {
    const [table] = readTables(catalog, 1);
    assert.ok(table);
    const limits = [1, 2, 3].map((snapshot) => readTableFiles(catalog, table, snapshot));
    assert.deepEqual(
      limits.map(([file]) => file?.maxRowSnapshot),
      [1, 2, undefined],
    );
  } finally {
    catalog.close();
  }
});

test("a table with changed columns gets a new place for rows kept in the catalog", async () => {
  await using bench = await benchWithTable("SELECT 1 AS a");
  asForeignClient(bench, (catalog) => {
    catalog.exec(`CREATE TABLE ducklake_inlined_data_${TABLE_ID}_1 (row_id BIGINT,
        begin_snapshot BIGINT, end_snapshot BIGINT, a BIGINT);
      INSERT INTO ducklake_inlined_data_tables
        VALUES (${TABLE_ID}, 'ducklake_inlined_data_${TABLE_ID}_1', 1)`);
  });
  const wider = "SELECT 1 AS a, 'x' AS \"b c\", '\\x00'::BLOB AS d, {'f': 1} AS e, true AS g";
  await bench.load("append", "t", wider);
  await bench.load("append", "t", wider);
  const catalog = new DatabaseSync(bench.catalogFile);
  try {
    const registered = catalog.prepare("SELECT table_name FROM ducklake_inlined_data_tables").all();
    const names = registered.map((row) => row["table_name"]);
    assert.deepEqual(names, ["ducklake_inlined_data_2_1", "ducklake_inlined_data_2_2"]);
    const columns = catalog.prepare("PRAGMA table_info(ducklake_inlined_data_2_2)").all();
    assert.deepEqual(
      columns.slice(3).map((row) => [row["name"], row["type"]]),
      [
        ["a", "BIGINT"],
        ["b c", "VARCHAR"],
        ["d", "BLOB"],
        ["e", "VARCHAR"],
        ["g", "BIGINT"],
      ],
    );
  } finally {
    catalog.close();
  }
});
