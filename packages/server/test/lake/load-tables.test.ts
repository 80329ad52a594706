import assert from "node:assert/strict";
import { test } from "node:test";
import { sqlTypeText } from "@hotdata/contract";
import { IncompatibleColumnError } from "../../src/lake/lake.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

async function typesOf(bench: LakeBench, table: string): Promise<string[]> {
  const { columns } = await bench.scan(table);
  return columns.map(({ name, type }) => `${name} ${sqlTypeText(type)}`);
}

test("replace makes a table, append adds to it, replace starts over", async () => {
  await using bench = await LakeBench.open();
  const made = await bench.load("replace", "t", "SELECT range::INTEGER AS a FROM range(3)");
  assert.equal(made.rowCount, 3);
  const added = await bench.load("append", "t", "SELECT 7::INTEGER AS a");
  assert.equal(added.rowCount, 4);
  assert.ok(added.snapshotId > made.snapshotId);
  assert.deepEqual(await bench.rows("t"), [{ a: 0 }, { a: 1 }, { a: 2 }, { a: 7 }]);
  const replaced = await bench.load("replace", "t", "SELECT 9::INTEGER AS a");
  assert.equal(replaced.rowCount, 1);
  assert.deepEqual(await bench.rows("t"), [{ a: 9 }]);
});

test("append matches columns by name in any case, adds new ones, leaves missing ones NULL", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a, 'x' AS \"Name\"");
  await bench.load("append", "t", "SELECT 'y' AS NAME, true AS extra");
  assert.deepEqual(await typesOf(bench, "t"), ["a INTEGER", "Name VARCHAR", "extra BOOLEAN"]);
  assert.deepEqual(await bench.rows("t"), [
    { a: 1, Name: "x", extra: null },
    { a: null, Name: "y", extra: true },
  ]);
});

test("append widens columns, and older files are read as the new type", async () => {
  await using bench = await LakeBench.open();
  const first = "SELECT 1::SMALLINT AS i, 1.25::DECIMAL(4,2) AS d, DATE '2020-01-01' AS t, 1 AS f";
  await bench.load("replace", "t", first);
  const second =
    "SELECT 5000000000 AS i, 1.125::DECIMAL(10,3) AS d, TIMESTAMP '2020-01-02 03:00:00' AS t, 0.5 AS f";
  await bench.load("append", "t", second.replace("0.5", "0.5::DOUBLE"));
  assert.deepEqual(await typesOf(bench, "t"), [
    "i BIGINT",
    "d DECIMAL(10,3)",
    "t TIMESTAMP",
    "f DOUBLE",
  ]);
  assert.deepEqual(await bench.rows("t"), [
    { i: "1", d: "1.250", t: "2020-01-01 00:00:00", f: 1 },
    { i: "5000000000", d: "1.125", t: "2020-01-02 03:00:00", f: 0.5 },
  ]);
});

test("nested columns gain fields and widen inside", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT {'x': 1, 'y': 'a'} AS s, [{'k': 1}] AS l");
  await bench.load(
    "append",
    "t",
    "SELECT {'x': 5000000000, 'z': 2.5::DOUBLE} AS s, [{'m': 1}] AS l",
  );
  assert.deepEqual(await typesOf(bench, "t"), [
    's STRUCT("x" BIGINT, "y" VARCHAR, "z" DOUBLE)',
    'l STRUCT("k" INTEGER, "m" INTEGER)[]',
  ]);
  assert.deepEqual(await bench.rows("t"), [
    { s: { x: "1", y: "a", z: null }, l: [{ k: 1, m: null }] },
    { s: { x: "5000000000", y: null, z: 2.5 }, l: [{ k: null, m: 1 }] },
  ]);
});

test("a column that cannot hold both is refused with its name and both types", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a, [1] AS l");
  const refused = [
    ["SELECT 'x' AS A", '"a"', "INTEGER", "VARCHAR"],
    ["SELECT ['x'] AS l", '"l"', "INTEGER[]", "VARCHAR[]"],
    ["SELECT 1 AS l", '"l"', "INTEGER[]", "INTEGER"],
  ] as const;
  for (const [sql, ...words] of refused) {
    await assert.rejects(bench.plan("append", "t", sql), (error) => {
      assert.ok(error instanceof IncompatibleColumnError);
      for (const word of words) assert.ok(error.message.includes(word), error.message);
      return true;
    });
  }
  assert.deepEqual(await bench.rows("t"), [{ a: 1, l: [1] }]);
});

test("large integers are never rounded into doubles", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "small", "SELECT 5::BIGINT AS a");
  await bench.load("append", "small", "SELECT 0.5::DOUBLE AS a");
  assert.deepEqual(await typesOf(bench, "small"), ["a DOUBLE"]);
  await bench.load("replace", "large", "SELECT 9007199254740993 AS a");
  await assert.rejects(
    bench.load("append", "large", "SELECT 0.5::DOUBLE AS a"),
    IncompatibleColumnError,
  );
  await bench.load("replace", "double", "SELECT 0.5::DOUBLE AS a");
  await bench.load("append", "double", "SELECT 7::BIGINT AS a");
  const exact = bench.load("append", "double", "SELECT 9007199254740993 AS a");
  await assert.rejects(exact, IncompatibleColumnError);
  assert.deepEqual(await bench.rows("double"), [{ a: 0.5 }, { a: 7 }]);
});

test("a NULL column of the source takes the table's type, and text in a new table", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const columns = [
    { name: "a", type: { kind: "scalar", name: "NULL" } },
    { name: "b", type: { kind: "list", element: { kind: "scalar", name: "NULL" } } },
  ] as const;
  const target = { databaseId: DATABASE, schema: SCHEMA, table: "t", columns };
  const append = await bench.lake.planWrite({ ...target, mode: "append" });
  assert.deepEqual(
    append.columns.map(({ type }) => sqlTypeText(type)),
    ["INTEGER", "VARCHAR[]"],
  );
  const replace = await bench.lake.planWrite({ ...target, mode: "replace" });
  assert.deepEqual(
    replace.columns.map(({ type }) => sqlTypeText(type)),
    ["VARCHAR", "VARCHAR[]"],
  );
});

test("a load without rows makes a table that can be read, and empties one on replace", async () => {
  await using bench = await LakeBench.open();
  const made = await bench.load("replace", "t", "SELECT 1 AS a, 'x' AS b WHERE false");
  assert.equal(made.rowCount, 0);
  assert.deepEqual(await typesOf(bench, "t"), ["a INTEGER", "b VARCHAR"]);
  assert.deepEqual(await bench.rows("t"), []);
  await bench.load("append", "t", "SELECT 1 AS a, 'x' AS b");
  await bench.load("append", "t", "SELECT 1 AS a, 'x' AS b WHERE false");
  assert.deepEqual(await bench.rows("t"), [{ a: 1, b: "x" }]);
  await bench.load("replace", "t", "SELECT 1 AS a, 'x' AS b WHERE false");
  assert.deepEqual(await bench.rows("t"), []);
});

test("replace keeps the ids of columns that stay and never gives an id twice", async () => {
  await using bench = await LakeBench.open();
  const first = await bench.plan("replace", "t", "SELECT 1 AS a, 'x' AS b, 2 AS c");
  assert.deepEqual(
    first.columns.map(({ fieldId }) => fieldId),
    [1, 2, 3],
  );
  await bench.load("replace", "t", "SELECT 1 AS a, 'x' AS b, 2 AS c");
  await bench.load("replace", "t", "SELECT 'y' AS B, 'text' AS a");
  assert.deepEqual(await bench.rows("t"), [{ B: "y", a: "text" }]);
  const next = await bench.plan(
    "replace",
    "t",
    "SELECT 'text' AS a, 'y' AS b, 2 AS c, {'d': 1} AS s",
  );
  assert.deepEqual(
    next.columns.map(({ name, fieldId }) => [name, fieldId]),
    [
      ["a", 4],
      ["b", 2],
      ["c", 5],
      ["s", 6],
    ],
  );
  assert.deepEqual(
    next.columns[3]?.children.map(({ fieldId }) => fieldId),
    [7],
  );
});

test("all types that data files hold come back as they went in", async () => {
  await using bench = await LakeBench.open();
  const values = `SELECT true AS bo, (-128)::TINYINT AS ti, 18446744073709551615::UBIGINT AS ub,
    170141183460469231731687303715884105::HUGEINT AS hu, 'nan'::DOUBLE AS nan, -0.1::FLOAT AS fl,
    'it''s' AS vc, '\\x00\\xFF'::BLOB AS bl, uuid() AS uu, '{"a": [1]}'::JSON AS js,
    DATE '0044-03-15 (BC)' AS da, TIME '23:59:59.999999' AS tm, TIME_NS '23:59:59.999999999' AS tn,
    TIMESTAMP_S '2020-01-01 00:00:00' AS ts, TIMESTAMP_MS '2020-01-01 00:00:00.123' AS tms,
    TIMESTAMP_NS '2020-01-01 00:00:00.123456789' AS tns,
    TIMESTAMPTZ '2020-01-01 00:00:00.5+05' AS tz, INTERVAL '3 months 4 days 5 seconds' AS iv,
    99999999999999999999999999999999999999::DECIMAL(38,0) AS de, [1, NULL] AS li,
    MAP {'k': DATE '2020-01-01'} AS mp, 'b'::ENUM ('a', 'b') AS en, '101'::BIT AS bt`;
  await bench.duck.run(`CREATE TABLE source AS ${values}`);
  await bench.load("replace", "t", "SELECT * FROM source");
  const stored = "SELECT * REPLACE (hu::DECIMAL(38,0) AS hu, en::VARCHAR AS en, bt::VARCHAR AS bt)";
  const expected = await bench.duck.runAndReadAll(`${stored} FROM source`);
  assert.deepEqual(await bench.rows("t"), expected.getRowObjectsJson());
});
