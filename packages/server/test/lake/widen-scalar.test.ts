import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type ColumnType,
  SCALAR_TYPE_NAMES,
  type ScalarTypeName,
  sqlTypeText,
} from "@hotdata/contract";
import { widenScalar } from "../../src/lake/columns/widen-scalar.ts";
import { decimal, scalar } from "./types.ts";

type TypeText = ScalarTypeName | `${number}.${number}`;

/** `10.2` stands for DECIMAL(10,2). */
function typeOf(text: TypeText): ColumnType {
  const [, precision, scale] = /^(\d+)\.(\d+)$/.exec(text) ?? [];
  if (precision !== undefined) return decimal(Number(precision), Number(scale));
  const name = SCALAR_TYPE_NAMES.find((known) => known === text);
  if (name === undefined) throw new Error(`no type ${text}`);
  return scalar(name);
}

/** Table type, source type, and what becomes of the table's; `-` for nothing. */
const CASES: readonly [TypeText, TypeText, string][] = [
  ["INTEGER", "SMALLINT", "INTEGER"],
  ["SMALLINT", "INTEGER", "INTEGER"],
  ["UTINYINT", "TINYINT", "SMALLINT"],
  ["INTEGER", "UINTEGER", "BIGINT"],
  ["USMALLINT", "BIGINT", "BIGINT"],
  ["UBIGINT", "TINYINT", "DECIMAL(20,0)"],
  ["INTEGER", "10.2", "DECIMAL(12,2)"],
  ["10.2", "UBIGINT", "DECIMAL(22,2)"],
  ["10.2", "12.4", "DECIMAL(12,4)"],
  ["38.0", "38.10", "-"],
  ["FLOAT", "DOUBLE", "DOUBLE"],
  ["FLOAT", "SMALLINT", "FLOAT"],
  ["SMALLINT", "FLOAT", "FLOAT"],
  ["FLOAT", "INTEGER", "DOUBLE"],
  ["INTEGER", "DOUBLE", "DOUBLE"],
  ["BIGINT", "DOUBLE", "DOUBLE if the table is exact-in-double"],
  ["DOUBLE", "UBIGINT", "DOUBLE if the file is exact-in-double"],
  ["DOUBLE", "15.3", "DOUBLE"],
  ["DOUBLE", "16.3", "-"],
  ["DATE", "TIMESTAMP", "TIMESTAMP"],
  ["TIMESTAMP", "DATE", "TIMESTAMP"],
  ["TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_MS"],
  ["TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMPTZ"],
  ["TIMESTAMP_NS", "TIMESTAMP", "TIMESTAMP_NS"],
  ["TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_NS if the table is fits-nanoseconds"],
  ["TIMESTAMPTZ", "TIMESTAMP_NS", "-"],
  ["TIME_NS", "TIME", "TIME_NS"],
  ["VARCHAR", "JSON", "VARCHAR"],
  ["UUID", "VARCHAR", "UUID"],
  ["VARCHAR", "INTEGER", "-"],
  ["INTEGER", "VARCHAR", "-"],
  ["BOOLEAN", "INTEGER", "-"],
  ["INTEGER", "BOOLEAN", "-"],
  ["BLOB", "VARCHAR", "-"],
  ["DATE", "INTEGER", "-"],
  ["DATE", "TIME", "-"],
];

for (const [table, source, expected] of CASES) {
  test(`${source} into ${table} gives ${expected}`, () => {
    const widened = widenScalar(typeOf(table), typeOf(source));
    const proof = widened?.proof ? ` if the ${widened.proof.of} is ${widened.proof.range}` : "";
    assert.equal(widened ? sqlTypeText(widened.type) + proof : "-", expected);
  });
}
