import assert from "node:assert/strict";
import { DuckDBInstance, type DuckDBResultReader } from "@duckdb/node-api";
import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";

/** Values that are made of numbers. */
export const MADE_COUNT = 5_000;

/** A type, values of it, and an expression that makes more of numbers `i`. */
export type TypeValues = readonly [ColumnType, values: string, made: string];

export function scalar(name: Extract<ColumnType, { kind: "scalar" }>["name"]): ColumnType {
  return { kind: "scalar", name };
}

export function decimal(precision: number, scale: number): ColumnType {
  return { kind: "decimal", precision, scale };
}

/** What the engine answers for each of the values, which expressions call `v`. */
export async function readMade(
  [type, values, made]: TypeValues,
  expressions: string,
): Promise<DuckDBResultReader> {
  const name = sqlTypeText(type);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const listed = values.split(", ").map((value) => `SELECT CAST(${value} AS ${name})`);
    const numbers = `range(1, ${MADE_COUNT + 1}) AS t(i)`;
    const all = [...listed, `SELECT CAST(${made} AS ${name}) FROM ${numbers}`];
    const from = `(${all.join(" UNION ALL ")}) AS made(v)`;
    const reader = await connection.runAndReadAll(`SELECT ${expressions} FROM ${from}`);
    assert.equal(reader.currentRowCount, listed.length + MADE_COUNT);
    return reader;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
