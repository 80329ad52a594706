import type { Catalog } from "./catalog.ts";
import { integerOf } from "./row-values.ts";

/** Bytes of all files that the catalog knows, those of older snapshots too. */
export function databaseSize(catalog: Catalog): number {
  const row = catalog.get(
    "SELECT coalesce(sum(file_size_bytes), 0) AS size_bytes FROM (" +
      "SELECT file_size_bytes FROM ducklake_data_file UNION ALL " +
      "SELECT file_size_bytes FROM ducklake_delete_file)",
  );
  return integerOf(row, "size_bytes");
}
