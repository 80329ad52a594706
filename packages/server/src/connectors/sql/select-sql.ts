import type { RowTextColumn } from "../../engine/engine.ts";
import { type DiscoveredColumn, encodingOf, type ReadRequest } from "../connector.ts";
import type { SqlDialect } from "./sql-dialect.ts";
import { joinSql, type SqlText } from "./sql-text.ts";

export function tableSql(dialect: SqlDialect, { schema, table }: ReadRequest): string {
  return dialect.table?.(schema, table) ?? `${dialect.quote(schema)}.${dialect.quote(table)}`;
}

export function selectSql(
  values: readonly string[],
  table: string,
  conditions: readonly SqlText[],
): SqlText {
  const select = `SELECT ${values.join(", ")} FROM ${table}`;
  return conditions.length === 0 ? [select] : [`${select} WHERE `, ...joinSql(conditions, " AND ")];
}

export function rowTextColumn({ name, type }: DiscoveredColumn): RowTextColumn {
  return { name, type, encoding: encodingOf(type) };
}
