import { type ColumnType, isInteger } from "@hotdata/contract/types";
import { quoteLiteral } from "../../engine/duckdb/sql-text.ts";
import type { Constant } from "./constant.ts";
import { type SqlText, type SqlValue, sql } from "./sql-text.ts";

/** What sources have in common that speak the engine's own SQL. */

/** How a value of a filter stands in a statement. */
export function literalSql(value: SqlValue["value"]): string {
  if (typeof value === "string") return quoteLiteral(value);
  return typeof value === "number" ? `CAST('${value}' AS DOUBLE)` : String(value);
}

/** Sums of doubles depend on the order of the rows. */
export function isSummedExactly(type: ColumnType): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && isInteger(type.name);
}

export function startsWithSql(value: string, [prefix = []]: readonly SqlText[]): SqlText {
  return sql`starts_with(${value}, ${prefix})`;
}

/** A constant of the kind that it has. */
export function constantSql(constant: Constant): SqlText {
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
