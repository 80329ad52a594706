import type { Catalog } from "./catalog.ts";
import { integerOf, textOf } from "./row-values.ts";

/** A SQLite table with rows that another client kept in the catalog. */
export interface InlinedTable {
  /** Quoted, ready for SQL. */
  readonly name: string;
  /** The table had the columns of this version when the rows were written. */
  readonly schemaVersion: number;
}

const EXISTING = `SELECT table_name, schema_version FROM ducklake_inlined_data_tables
  WHERE table_id = ? AND table_name IN (SELECT name FROM sqlite_schema) ORDER BY schema_version`;

export function inlinedTables(catalog: Catalog, tableId: number): InlinedTable[] {
  return catalog.all(EXISTING, tableId).map((row) => ({
    name: quotedName(textOf(row, "table_name")),
    schemaVersion: integerOf(row, "schema_version"),
  }));
}

/** The SQLite table with positions of deleted rows, if another client has made it. */
export function inlinedDeletesTable(catalog: Catalog, tableId: number): string | undefined {
  const name = `ducklake_inlined_delete_${tableId}`;
  const row = catalog.find("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name);
  return row && quotedName(name);
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
