/**
 * Indexes of ours over the catalog's tables, by name. Other clients neither need nor mind them; with
 * thousands of snapshots and files, every load and query would search whole tables otherwise.
 */
const CATALOG_INDEXES: Readonly<Record<string, string>> = {
  hotdata_changes_by_extra_info: "ducklake_snapshot_changes (commit_extra_info)",
  hotdata_columns_by_table: "ducklake_column (table_id)",
  hotdata_data_files_by_table: "ducklake_data_file (table_id, end_snapshot)",
  hotdata_delete_files_by_table: "ducklake_delete_file (table_id, end_snapshot)",
  hotdata_delete_files_by_data_file: "ducklake_delete_file (data_file_id)",
  hotdata_file_statistics_by_table: "ducklake_file_column_stats (table_id, column_id)",
};

export const INDEX_COUNT = Object.keys(CATALOG_INDEXES).length;

/** Statements that make the indexes that are missing. */
export const CREATE_INDEXES: readonly string[] = Object.entries(CATALOG_INDEXES).map(
  ([name, columns]) => `CREATE INDEX IF NOT EXISTS ${name} ON ${columns}`,
);
