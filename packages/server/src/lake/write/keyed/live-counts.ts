import type { Catalog } from "../../catalog/catalog.ts";
import { inlinedDeletesTable } from "../../catalog/inlined-tables.ts";
import { integerOf } from "../../catalog/row-values.ts";

const FILES = `SELECT data_file_id, record_count FROM ducklake_data_file
  WHERE table_id = ? AND end_snapshot IS NULL`;

const DELETED = `SELECT data_file_id, delete_count FROM ducklake_delete_file
  WHERE table_id = ? AND end_snapshot IS NULL`;

/** Rows that no deletion has taken, by data file, at the newest snapshot. */
export function readLiveCounts(catalog: Catalog, tableId: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of catalog.all(FILES, tableId)) {
    counts.set(integerOf(row, "data_file_id"), integerOf(row, "record_count"));
  }
  const take = (fileId: number, rowCount: number): void => {
    const count = counts.get(fileId);
    if (count !== undefined) counts.set(fileId, count - rowCount);
  };
  for (const row of catalog.all(DELETED, tableId)) {
    take(integerOf(row, "data_file_id"), integerOf(row, "delete_count"));
  }
  const deletes = inlinedDeletesTable(catalog, tableId);
  if (deletes === undefined) return counts;
  for (const row of catalog.all(`SELECT file_id, count(*) AS rows FROM ${deletes} GROUP BY 1`)) {
    take(integerOf(row, "file_id"), integerOf(row, "rows"));
  }
  return counts;
}
