import type { Column } from "@hotdata/contract";
import { isSameName } from "../lake/columns/planned-column.ts";
import type { NamedIndex } from "./table-index.ts";

interface NamedTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly Column[];
}

/** Vectors of a text column, as the index keeps them that makes them. */
export const VECTOR = { kind: "list", element: { kind: "scalar", name: "FLOAT" } } as const;

/**
 * What a table shows: its own columns, then those that its indexes keep vectors of texts in. A
 * column of its own hides one of the same name.
 */
export function shownColumns(
  { schema, table, columns }: NamedTable,
  indexes: readonly NamedIndex[],
): readonly Column[] {
  const kept = indexes
    .filter(({ index }) => index.embedded !== null && index.status === "ready")
    .filter((named) => isSameName(named.schema, schema) && isSameName(named.table, table))
    .flatMap(({ index }) => index.columns)
    .filter((name) => !columns.some((column) => isSameName(column.name, name)));
  // A table without rows has no columns to show yet.
  if (columns.length === 0 || kept.length === 0) return columns;
  return [...columns, ...kept.map((name) => ({ name, type: VECTOR }))];
}
