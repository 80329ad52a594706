import type { IdentifiedColumn } from "../engine.ts";
import { quoteIdentifier } from "./sql-text.ts";

/** The FIELD_IDS value of COPY for a list of columns with their nested parts. */
export function fieldIdsOption(columns: readonly IdentifiedColumn[]): string {
  return `{${columns.map((column) => `${quoteIdentifier(column.name)}: ${fieldIds(column)}`).join(", ")}}`;
}

function fieldIds(column: IdentifiedColumn): string {
  if (column.children.length === 0) return String(column.fieldId);
  const own = `__duckdb_field_id: ${column.fieldId}`;
  const children = column.children.map((child, index) => {
    return `${quoteIdentifier(partName(column, index))}: ${fieldIds(child)}`;
  });
  return `{${[own, ...children].join(", ")}}`;
}

/** What the Parquet writer calls a nested part. */
export function partName(parent: IdentifiedColumn, index: number): string {
  switch (parent.type.kind) {
    case "list":
    case "array":
      return "element";
    case "map":
      return index === 0 ? "key" : "value";
    default:
      return parent.children[index]?.name ?? "";
  }
}
