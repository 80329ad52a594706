import type { Catalog } from "./catalog.ts";
import { inlinedTables, inlinedDeletesTable } from "./inlined-tables.ts";
import { integerOf } from "./row-values.ts";

export interface TableSize {
  readonly rowCount: number;
  readonly sizeBytes: number;
}

const FILES = `SELECT coalesce(sum(record_count), 0) AS row_count,
    coalesce(sum(file_size_bytes), 0) AS size_bytes
  FROM ducklake_data_file
  WHERE table_id = ?1 AND begin_snapshot <= ?2 AND (end_snapshot IS NULL OR end_snapshot > ?2)`;

const VISIBLE_FILE = `SELECT data_file_id FROM ducklake_data_file
  WHERE table_id = ?1 AND begin_snapshot <= ?2 AND (end_snapshot IS NULL OR end_snapshot > ?2)`;

const DELETED = `SELECT coalesce(sum(delete_count), 0) AS row_count FROM ducklake_delete_file
  WHERE table_id = ?1 AND begin_snapshot <= ?2 AND (end_snapshot IS NULL OR end_snapshot > ?2)
    AND data_file_id IN (${VISIBLE_FILE})`;

/** Rows and bytes of a table at the newest snapshot, or at one that is being made. */
export function tableSize(catalog: Catalog, tableId: number, snapshotId: number): TableSize {
  const files = catalog.get(FILES, tableId, snapshotId);
  let rowCount = integerOf(files, "row_count");
  rowCount -= integerOf(catalog.get(DELETED, tableId, snapshotId), "row_count");
  const deletes = inlinedDeletesTable(catalog, tableId);
  if (deletes !== undefined) {
    const row = catalog.get(
      `SELECT count(*) AS row_count FROM ${deletes}
        WHERE begin_snapshot <= ?2 AND file_id IN (${VISIBLE_FILE})`,
      tableId,
      snapshotId,
    );
    rowCount -= integerOf(row, "row_count");
  }
  for (const { name } of inlinedTables(catalog, tableId)) {
    const row = catalog.get(
      `SELECT count(*) AS row_count FROM ${name}
        WHERE begin_snapshot <= ?1 AND (end_snapshot IS NULL OR end_snapshot > ?1)`,
      snapshotId,
    );
    rowCount += integerOf(row, "row_count");
  }
  return { rowCount, sizeBytes: integerOf(files, "size_bytes") };
}
