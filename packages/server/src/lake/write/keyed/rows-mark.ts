import type { Catalog } from "../../catalog/catalog.ts";
import { inlinedDeletesTable, inlinedTables } from "../../catalog/inlined-tables.ts";

/**
 * Changes whenever rows of a table come or go, or lie in other files, at the newest snapshot. Ids of
 * files grow and are never used again, so their number and the newest one tell every change.
 */
export function rowsMark(catalog: Catalog, tableId: number): string {
  const selects = [
    liveMark("ducklake_data_file", "data_file_id", "table_id = ?1"),
    liveMark("ducklake_delete_file", "delete_file_id", "table_id = ?1"),
    ...inlinedTables(catalog, tableId).map(({ name }) => liveMark(name, "begin_snapshot", "true")),
  ];
  const deletes = inlinedDeletesTable(catalog, tableId);
  if (deletes !== undefined) {
    selects.push(`SELECT count(*) AS files, max(begin_snapshot) AS newest FROM ${deletes}`);
  }
  const rows = catalog.all(selects.join(" UNION ALL "), tableId);
  return JSON.stringify(rows.map(({ files, newest }) => [files, newest]));
}

function liveMark(table: string, id: string, condition: string): string {
  return (
    `SELECT count(*) AS files, max(${id}) AS newest FROM ${table} ` +
    `WHERE ${condition} AND end_snapshot IS NULL`
  );
}
