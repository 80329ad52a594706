import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import { quoteIdentifier, quoteLiteral } from "../../engine/duckdb/sql-text.ts";
import { placeSql } from "./describe-table.ts";
import type { Constant } from "../sql/constant.ts";
import { compareSql, type SqlDialect } from "../sql/sql-dialect.ts";
import { type SqlText, type SqlValue, sql } from "../sql/sql-text.ts";

/**
 * The engine's own language: all comparisons are exact. Values come in the types that columns are
 * read as, not as text: the rows are written by the engine, too.
 */
export function duckDbDialect(catalog: string): SqlDialect {
  return {
    quote: quoteIdentifier,
    // With its catalog: a schema may have the catalog's name.
    table: (schema, table) => placeSql({ catalog, schema, table }),
    text: ({ type }, value) => `CAST(${value} AS ${sqlTypeText(type)})`,
    condition: ({ column, name, op, constants }) => {
      const text = compareSql(comparable(column.type, name), op, constants.map(constantSql));
      return { text, isExact: true };
    },
    comparable: ({ type }, name) => comparable(type, name),
    sum: ({ type }, name) => (isSummedExactly(type) ? `sum(${comparable(type, name)})` : undefined),
  };
}

/** How a value of a filter stands in a statement. */
export function literalSql(value: SqlValue["value"]): string {
  if (typeof value === "string") return quoteLiteral(value);
  return typeof value === "number" ? `CAST('${value}' AS DOUBLE)` : String(value);
}

/** Of text, the engine compares the bytes, whatever collation the column was made with. */
function comparable(type: ColumnType, name: string): string {
  const value = `CAST(${name} AS ${sqlTypeText(type)})`;
  return type.kind === "scalar" && type.name === "VARCHAR" ? `(${value} COLLATE "C")` : value;
}

/** Sums of doubles depend on the order of the rows. */
function isSummedExactly(type: ColumnType): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && /^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type.name);
}

function constantSql(constant: Constant): SqlText {
  switch (constant.kind) {
    case "integer":
    case "boolean":
    case "double":
      return [{ value: constant.value }];
    case "text":
      return [{ value: constant.text }];
    case "decimal": {
      const scale = constant.text.split(".", 2)[1]?.length ?? 0;
      return sql`CAST(${{ value: constant.text }} AS DECIMAL(38,${String(scale)}))`;
    }
    case "uuid":
    case "date":
    case "timestamp":
    case "timestamptz":
      return sql`CAST(${{ value: constant.text }} AS ${constant.kind.toUpperCase()})`;
    // Both are dealt with before a dialect is asked.
    case "rounded":
    case "none":
      throw new Error(`a constant of kind ${constant.kind} has no text`);
  }
}
