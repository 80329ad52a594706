import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import { quoteIdentifier } from "../../engine/duckdb/sql-text.ts";
import { constantSql, isSummedExactly, startsWithSql } from "../sql/engine-sql.ts";
import { compareSql, orderSql, type SqlDialect } from "../sql/sql-dialect.ts";
import { placeSql } from "./describe-table.ts";

/**
 * The engine's own language: all comparisons are exact. Values come in the types that columns are
 * read as, not as text: the rows are written by the engine, too.
 */
export function duckDbDialect(catalog: string): SqlDialect {
  return {
    quote: quoteIdentifier,
    // With its catalog: a schema may have the catalog's name.
    table: (schema, table) => placeSql({ catalog, schema, table }),
    text: ({ type }, value) => valueSql(type, value),
    condition: ({ column, name, op, constants }) => {
      const value = comparable(column.type, name);
      const values = constants.map(constantSql);
      const text = op === "prefix" ? startsWithSql(value, values) : compareSql(value, op, values);
      return { text, isExact: true };
    },
    comparable: ({ type }, name) => comparable(type, name),
    order: (key) => orderSql(comparable(key.column.type, key.name), key),
    sum: ({ type }, name) => (isSummedExactly(type) ? `sum(${comparable(type, name)})` : undefined),
  };
}

/** Of text, the engine compares the bytes, whatever collation the column was made with. */
function comparable(type: ColumnType, name: string): string {
  const value = valueSql(type, name);
  return type.kind === "scalar" && type.name === "VARCHAR" ? `(${value} COLLATE "C")` : value;
}

function valueSql(type: ColumnType, value: string): string {
  const cast = `CAST(${value} AS ${sqlTypeText(type)})`;
  const isJson = type.kind === "scalar" && type.name === "JSON";
  // A VARIANT that is NULL would become the JSON value null.
  return isJson ? `CASE WHEN ${value} IS NOT NULL THEN ${cast} END` : cast;
}
