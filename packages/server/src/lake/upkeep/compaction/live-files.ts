import type { Catalog } from "../../catalog/catalog.ts";
import { integerOf, integerOrNullOf, textOrNullOf } from "../../catalog/row-values.ts";
import { readLiveCounts } from "../../write/keyed/live-counts.ts";

/** A data file of the newest snapshot, with what decides about merging it. */
export interface LiveFile {
  readonly id: number;
  readonly sizeBytes: number;
  readonly rowCount: number;
  /** Rows that no deletion has taken. */
  readonly liveRowCount: number;
  /** The delete file that counts; null without one. */
  readonly deleteFileId: number | null;
  /** Null for a file that another client has rewritten. */
  readonly rowIdStart: number | null;
  /** The same for files that may become one. */
  readonly partition: string;
}

const FILES = `SELECT f.data_file_id, file_size_bytes, record_count, row_id_start, partition_id,
    (SELECT max(delete_file_id) FROM ducklake_delete_file AS d
      WHERE d.data_file_id = f.data_file_id AND d.end_snapshot IS NULL) AS delete_file_id,
    (SELECT json_group_array(partition_value) FROM (
      SELECT partition_value FROM ducklake_file_partition_value AS v
      WHERE v.data_file_id = f.data_file_id ORDER BY partition_key_index)) AS partition_values
  FROM ducklake_data_file AS f
  WHERE f.table_id = ? AND f.end_snapshot IS NULL
  ORDER BY row_id_start, f.data_file_id`;

/** A table's data files in the order of their rows. */
export function readLiveFiles(catalog: Catalog, tableId: number): LiveFile[] {
  const liveCounts = readLiveCounts(catalog, tableId);
  return catalog.all(FILES, tableId).map((row) => {
    const id = integerOf(row, "data_file_id");
    const rowCount = integerOf(row, "record_count");
    const partitionId = integerOrNullOf(row, "partition_id");
    return {
      id,
      sizeBytes: integerOf(row, "file_size_bytes"),
      rowCount,
      liveRowCount: liveCounts.get(id) ?? rowCount,
      deleteFileId: integerOrNullOf(row, "delete_file_id"),
      rowIdStart: integerOrNullOf(row, "row_id_start"),
      partition:
        partitionId === null ? "" : `${partitionId}:${textOrNullOf(row, "partition_values")}`,
    };
  });
}
