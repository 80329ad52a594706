import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { sqlTypeText } from "@hotdata/contract/types";
import { columnsOf, readRows } from "../read-rows.ts";
import { makeDuckDbFiles, runInFile } from "./duckdb-file.ts";

/** Type of the file, type it is read as, values as literals, and their text when that is another. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ["BOOLEAN", "BOOLEAN", ["true", "false"]],
  ["TINYINT", "TINYINT", ["-128", "127"]],
  ["SMALLINT", "SMALLINT", ["-32768", "32767"]],
  ["INTEGER", "INTEGER", ["-2147483648", "2147483647"]],
  ["BIGINT", "BIGINT", ["-9223372036854775808", "9223372036854775807"]],
  ["HUGEINT", "DECIMAL(38,0)", ["-99999999999999999999999999999999999999", "0"]],
  ["UTINYINT", "UTINYINT", ["255"]],
  ["USMALLINT", "USMALLINT", ["65535"]],
  ["UINTEGER", "UINTEGER", ["4294967295"]],
  ["UBIGINT", "UBIGINT", ["18446744073709551615"]],
  ["UHUGEINT", "VARCHAR", ["340282366920938463463374607431768211455"]],
  ["BIGNUM", "VARCHAR", ["-123456789012345678901234567890123456789012345678901234567890"]],
  ["FLOAT", "FLOAT", ["nan", "-inf", "0.1", "3.4028235e+38", "1e-45", "-0.0"]],
  ["DOUBLE", "DOUBLE", ["nan", "inf", "0.1", "5e-324", "1.7976931348623157e+308", "-0.0"]],
  ["DECIMAL(4,1)", "DECIMAL(4,1)", ["-999.9", "0.1"]],
  ["DECIMAL(38,10)", "DECIMAL(38,10)", ["1234567890123456789012345678.0123456789"]],
  ["VARCHAR", "VARCHAR", ["", "NULL", 'a\nb,"c"', "žluť 🦆", " x "]],
  ["BLOB", "BLOB", ["", "\\x00\\xFF\\x0A"]],
  ["BIT", "VARCHAR", ["0101", "1"]],
  [
    "UUID",
    "UUID",
    ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
  ],
  ["JSON", "JSON", ['{"a": 1.00, "b": [null]}', "null"]],
  ["DATE", "DATE", ["infinity", "-infinity", "0044-03-15 (BC)", "9999-12-31", "5881580-07-10"]],
  ["TIME", "TIME", ["00:00:00.000001", "24:00:00"]],
  ["TIME_NS", "VARCHAR", ["10:00:00.123456789"]],
  ["TIMETZ", "VARCHAR", ["10:00:00.123456+05:30", "23:59:59-08"]],
  [
    "TIMESTAMP",
    "TIMESTAMP",
    ["infinity", "2026-01-31 10:00:00.000001", "0001-01-01 (BC) 00:00:00"],
  ],
  ["TIMESTAMP_S", "TIMESTAMP", ["-infinity", "2026-01-31 10:00:00"]],
  ["TIMESTAMP_MS", "TIMESTAMP", ["infinity", "2026-01-31 10:00:00.123"]],
  ["TIMESTAMP_NS", "TIMESTAMP_NS", ["infinity", "2026-01-31 10:00:00.123456789"]],
  ["TIMESTAMPTZ", "TIMESTAMPTZ", ["-infinity", "2026-01-31 10:00:00.123456+00"]],
  ["INTERVAL", "VARCHAR", ["1 year 2 days 00:00:01.000001", "-3 months"]],
  ["ENUM('b', 'a', '')", "VARCHAR", ["a", "b", ""]],
  ["INTEGER[]", "INTEGER[]", ["[]", "[1, NULL]"]],
  ["INTEGER[2]", "INTEGER[]", ["[1, NULL]"]],
  ["VARCHAR[][]", "VARCHAR[][]", ["[[a], [NULL, ''], NULL, []]"]],
  [
    "STRUCT(a INTEGER, b INTERVAL)",
    'STRUCT("a" INTEGER, "b" VARCHAR)',
    ["{'a': NULL, 'b': 1 day}"],
  ],
  [
    "STRUCT(d DOUBLE, t TIMETZ[])",
    'STRUCT("d" DOUBLE, "t" VARCHAR[])',
    ["{'d': nan, 't': ['10:00:00+01']}"],
  ],
  ["MAP(VARCHAR, UHUGEINT)", "MAP(VARCHAR, VARCHAR)", ["{a=1, b=NULL}", "{}"]],
];

for (const [fileType, readType, texts] of CASES) {
  test(`${fileType} is read as ${readType} without a change`, async (t) => {
    const files = await makeDuckDbFiles(t);
    const values = texts.map((text) => `CAST('${text.replaceAll("'", "''")}' AS ${fileType})`);
    const rows = [...values, "NULL"].map((value, index) => `(${index}, ${value})`).join(", ");
    const path = await files.write(
      "types.duckdb",
      `CREATE TABLE t(id INTEGER, v ${fileType})`,
      `INSERT INTO t VALUES ${rows}`,
      "CREATE TABLE many AS SELECT t.* FROM t, range(1001)",
    );
    const source = await files.open(path);
    const [, column] = await columnsOf(source, "t");
    assert.equal(column && sqlTypeText(column.type), readType);
    assert.equal(column?.loss, undefined);
    const expected = [...texts, null];
    for (const table of ["t", "many"]) {
      const read = await readRows(t, source, { table });
      const seen = new Map(read.rows.map(([id, value]) => [Number(id), value]));
      assert.deepEqual(
        [...seen].toSorted(([a], [b]) => a - b).map(([, value]) => value),
        expected,
        table,
      );
      if (table === "many") assert.deepEqual(read.kinds, ["file"]);
    }
  });
}

const LOSSY: readonly (readonly [string, string, string, string])[] = [
  ["UNION(n INTEGER, s VARCHAR)", "union_value(n := 2)", "2", "which member of the union"],
  ["VARIANT", "{'a': [1.50], 'd': DATE '2026-01-31'}", '{"a":[1.50],"d":"2026-01-31"}', "types"],
  ["GEOMETRY('OGC:CRS84')", "'POINT (1 2.5)'", "POINT (1 2.5)", "coordinate reference system"],
];

for (const [fileType, value, text, loss] of LOSSY) {
  test(`${fileType} says what it loses`, async (t) => {
    const files = await makeDuckDbFiles(t);
    const path = join(files.folder, "types.duckdb");
    // Older storage has neither of these types.
    await runInFile(":memory:", [
      `ATTACH '${path}' AS types (STORAGE_VERSION 'v1.5.0')`,
      `CREATE TABLE types.t(v ${fileType})`,
      `INSERT INTO types.t VALUES (${value})`,
      "CREATE TABLE types.many AS SELECT t.* FROM types.t, range(1001)",
    ]);
    const source = await files.open(path);
    const [column] = await columnsOf(source, "t");
    assert.match(column?.loss ?? "", new RegExp(loss));
    for (const table of ["t", "many"]) {
      const { rows } = await readRows(t, source, { table });
      assert.deepEqual(rows[0], [text], table);
    }
  });
}

test("a HUGEINT of 39 digits is refused, not changed", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "types.duckdb",
    "CREATE TABLE t AS SELECT 170141183460469231731687303715884105727::HUGEINT AS v",
  );
  const source = await files.open(path);
  await assert.rejects(readRows(t, source, { table: "t" }), { kind: "unreadable" });
});
