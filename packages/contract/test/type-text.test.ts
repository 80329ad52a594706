import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrowSchemaJson,
  arrowTypeName,
  type ColumnType,
  SCALAR_TYPE_NAMES,
  type ScalarTypeName,
  sqlTypeText,
} from "../src/contract.ts";

const SCALAR_ARROW_NAMES: Readonly<Record<ScalarTypeName, string>> = {
  BOOLEAN: "Boolean",
  TINYINT: "Int8",
  SMALLINT: "Int16",
  INTEGER: "Int32",
  BIGINT: "Int64",
  HUGEINT: "Int64",
  UTINYINT: "UInt8",
  USMALLINT: "UInt16",
  UINTEGER: "UInt32",
  UBIGINT: "UInt64",
  UHUGEINT: "Utf8",
  FLOAT: "Float32",
  DOUBLE: "Float64",
  VARCHAR: "Utf8",
  BLOB: "Binary",
  BIT: "Utf8",
  BIGNUM: "Utf8",
  UUID: "Utf8",
  JSON: "Utf8",
  DATE: "Date32",
  TIME: "Time64(µs)",
  TIME_NS: "Utf8",
  TIMETZ: "Utf8",
  TIMESTAMP: "timestamp[us]",
  TIMESTAMP_S: "timestamp[us]",
  TIMESTAMP_MS: "timestamp[us]",
  TIMESTAMP_NS: "timestamp[ns]",
  TIMESTAMPTZ: "timestamp[us, tz=UTC]",
  INTERVAL: "Utf8",
  GEOMETRY: "Utf8",
  VARIANT: "Utf8",
  NULL: "Int32",
};

const integer: ColumnType = { kind: "scalar", name: "INTEGER" };
const text: ColumnType = { kind: "scalar", name: "VARCHAR" };
const list = (element: ColumnType): ColumnType => ({ kind: "list", element });

const COMPOSED: readonly [ColumnType, string, string][] = [
  [{ kind: "decimal", precision: 10, scale: 2 }, "Decimal128(10, 2)", "DECIMAL(10,2)"],
  [{ kind: "enum", values: ["a", "it's"] }, "Utf8", "ENUM('a','it''s')"],
  [list({ kind: "scalar", name: "FLOAT" }), "list<item: Float32>", "FLOAT[]"],
  [list(list(integer)), "list<item: list<item: Int32>>", "INTEGER[][]"],
  [list({ kind: "scalar", name: "TIMESTAMP" }), "list<item: timestamp[us]>", "TIMESTAMP[]"],
  [list({ kind: "scalar", name: "HUGEINT" }), "list<item: Int64>", "HUGEINT[]"],
  [{ kind: "array", element: integer, size: 3 }, "list<item: Int32>", "INTEGER[3]"],
  [
    {
      kind: "struct",
      fields: [
        { name: "a", type: integer },
        { name: 'b "c"', type: list(text) },
      ],
    },
    'struct<a: Int32, b "c": list<item: Utf8>>',
    'STRUCT("a" INTEGER, "b ""c""" VARCHAR[])',
  ],
  [{ kind: "map", key: text, value: integer }, "map<Utf8, Int32>", "MAP(VARCHAR, INTEGER)"],
  [{ kind: "union", members: [{ name: "n", type: integer }] }, "Utf8", 'UNION("n" INTEGER)'],
];

test("every scalar type has an Arrow name", () => {
  const names = SCALAR_TYPE_NAMES.map((name) => [name, arrowTypeName({ kind: "scalar", name })]);
  assert.deepEqual(Object.fromEntries(names), SCALAR_ARROW_NAMES);
});

test("scalar types are written in SQL by their names", () => {
  for (const name of SCALAR_TYPE_NAMES) {
    assert.equal(sqlTypeText({ kind: "scalar", name }), name === "NULL" ? '"NULL"' : name);
  }
});

for (const [type, arrowName, sqlText] of COMPOSED) {
  test(`${sqlText} is ${arrowName}`, () => {
    assert.equal(arrowTypeName(type), arrowName);
    assert.equal(sqlTypeText(type), sqlText);
  });
}

const field = (name: string, dataType: unknown, nullable = true) => ({
  name,
  data_type: dataType,
  nullable,
  dict_id: 0,
  dict_is_ordered: false,
  metadata: {},
});

test("an Arrow schema as JSON", () => {
  const json = arrowSchemaJson([
    { name: "id", type: { kind: "scalar", name: "BIGINT" } },
    { name: "at", type: { kind: "scalar", name: "TIMESTAMPTZ" } },
    { name: "local", type: { kind: "scalar", name: "TIMESTAMP_NS" } },
    { name: "time", type: { kind: "scalar", name: "TIME" } },
    { name: "price", type: { kind: "decimal", precision: 18, scale: 3 } },
    { name: "tags", type: list(text) },
    { name: "pair", type: { kind: "struct", fields: [{ name: "", type: integer }] } },
    { name: "counts", type: { kind: "map", key: text, value: integer } },
  ]);
  const entries = { Struct: [field("key", "Utf8", false), field("value", "Int32")] };
  assert.deepEqual(JSON.parse(json), {
    fields: [
      field("id", "Int64"),
      field("at", { Timestamp: ["Microsecond", "UTC"] }),
      field("local", { Timestamp: ["Nanosecond", null] }),
      field("time", { Time64: "Microsecond" }),
      field("price", { Decimal128: [18, 3] }),
      field("tags", { List: field("item", "Utf8") }),
      field("pair", { Struct: [field("v1", "Int32")] }),
      field("counts", { Map: [field("entries", entries, false), false] }),
    ],
    metadata: {},
  });
});
