import type { ColumnType } from "@hotdata/contract/types";
import { quoteIdentifier } from "../../engine/duckdb/sql-text.ts";
import { encodingOf } from "../connector.ts";
import { constantSql, isSummedExactly, startsWithSql } from "../sql/engine-sql.ts";
import { compareSql, orderSql, type SqlDialect } from "../sql/sql-dialect.ts";

/** Its own catalog is called so in every database, whatever else is attached to it. */
export function farTableSql(schema: string, table: string): string {
  return ["default", schema, table].map(quoteIdentifier).join(".");
}

/**
 * What another server is asked in. It has the same engine, so that all comparisons are exact.
 * @param asText values come as text, which JSON does not change; else as they are, for a file
 */
export function hotdataDialect(asText: boolean): SqlDialect {
  return {
    quote: quoteIdentifier,
    table: farTableSql,
    text: ({ type }, value) => (asText ? textOf(type, value) : valueOf(type, value)),
    condition: ({ column, name, op, constants }) => {
      const value = valueOf(column.type, name);
      const values = constants.map(constantSql);
      const text = op === "prefix" ? startsWithSql(value, values) : compareSql(value, op, values);
      return { text, isExact: true };
    },
    comparable: ({ type }, name) => (encodingOf(type) === "json" ? undefined : valueOf(type, name)),
    // Parts of values may have types of their own there that are text here.
    order: (key) =>
      encodingOf(key.column.type) === "json"
        ? undefined
        : orderSql(valueOf(key.column.type, key.name), key),
    sum: ({ type }, name) => (isSummedExactly(type) ? `CAST(sum(${name}) AS VARCHAR)` : undefined),
  };
}

/** Bytes are hex digits in JSON anyway; values with parts have no text that is exact. */
function textOf(type: ColumnType, value: string): string {
  return encodingOf(type) === "text" ? `CAST(${value} AS VARCHAR)` : value;
}

/** What is told as text may be UUIDs, intervals or JSON, which are not compared as texts are. */
function valueOf(type: ColumnType, value: string): string {
  const isText = type.kind === "scalar" && type.name === "VARCHAR";
  return isText ? `CAST(${value} AS VARCHAR)` : value;
}
