import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UnreadableTableError } from "../../src/lake/lake.ts";
import { readParquetSchema } from "../../src/lake/scan/read-parquet-schema.ts";

let folder: string;
let duck: DuckDBConnection;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-schema-"));
  duck = await (await DuckDBInstance.create(":memory:")).connect();
});

after(async () => {
  duck.closeSync();
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, query: string, fieldIds: string): Promise<string> {
  const path = join(folder, `${name}.parquet`);
  await duck.run(`COPY (${query}) TO '${path}' (FORMAT parquet, FIELD_IDS ${fieldIds})`);
  return path;
}

test("columns carry names and ids, nested parts without their wrappers", async () => {
  const path = await written(
    "nested",
    "SELECT 1 AS a, {'x': 1, 'y': ['q']} AS n, MAP {'k': {'u': 1}} AS m, 5 AS \"ünï\"",
    `{a: 1, n: {__duckdb_field_id: 2, x: 3, y: {__duckdb_field_id: 4, element: 5}},
      m: {__duckdb_field_id: 6, key: 7, value: {__duckdb_field_id: 8, u: 9}}}`,
  );
  const leaf = (name: string, fieldId?: number) => ({ name, fieldId, children: [] });
  assert.deepEqual(readParquetSchema(path).columns, [
    leaf("a", 1),
    {
      name: "n",
      fieldId: 2,
      children: [leaf("x", 3), { name: "y", fieldId: 4, children: [leaf("element", 5)] }],
    },
    {
      name: "m",
      fieldId: 6,
      children: [leaf("key", 7), { name: "value", fieldId: 8, children: [leaf("u", 9)] }],
    },
    leaf("ünï"),
  ]);
});

test("files are of one layout when names, ids and types are the same, whatever their rows", async () => {
  const ids = "{a: 1}";
  const one = readParquetSchema(await written("one", "SELECT 1 AS a", ids));
  const more = readParquetSchema(
    await written("more", "SELECT range::INTEGER AS a FROM range(9)", ids),
  );
  const wider = readParquetSchema(await written("wider", "SELECT 1::BIGINT AS a", ids));
  const other = readParquetSchema(await written("other", "SELECT 1 AS a", "{a: 2}"));
  assert.equal(one.layout, more.layout);
  assert.notEqual(one.layout, wider.layout);
  assert.notEqual(one.layout, other.layout);
});

test("a footer far larger than the first read is read as well", async () => {
  const columns = Array.from(
    { length: 3000 },
    (_, i) => `${i} AS "a rather long column name ${i}"`,
  );
  const path = await written("wide", `SELECT ${columns.join(", ")}`, "'auto'");
  const schema = readParquetSchema(path);
  assert.equal(schema.columns.length, 3000);
  assert.equal(schema.columns[2999]?.name, "a rather long column name 2999");
});

test("what is no Parquet file is refused with its path", async () => {
  for (const [name, text] of [
    ["empty", ""],
    ["text", "a,b\n1,2\n"],
    ["fake", "\xff\xff\xff\x7fPAR1"],
  ] as const) {
    const path = join(folder, name);
    await writeFile(path, text, "latin1");
    assert.throws(
      () => readParquetSchema(path),
      (error) => {
        return error instanceof UnreadableTableError && error.message.includes(path);
      },
    );
  }
});
