import type { Catalog } from "../catalog/catalog.ts";
import { inlinedDeletesTable, inlinedTables } from "../catalog/inlined-tables.ts";
import { integerOf } from "../catalog/row-values.ts";
import { UNSEEN } from "./unseen.ts";

/** Tables that no kept snapshot sees under any name. */
const DROPPED = `SELECT DISTINCT table_id FROM ducklake_table AS t WHERE ${UNSEEN} AND NOT EXISTS (
  SELECT 1 FROM ducklake_table AS other, ducklake_snapshot AS s
  WHERE other.table_id = t.table_id AND s.snapshot_id >= other.begin_snapshot
    AND (other.end_snapshot IS NULL OR s.snapshot_id < other.end_snapshot))`;

/** Everything by table id, but the files: they were scheduled before. */
const OF_TABLES = [
  "ducklake_table",
  "ducklake_table_stats",
  "ducklake_table_column_stats",
  "ducklake_column",
  "ducklake_column_tag",
  "ducklake_partition_info",
  "ducklake_partition_column",
  "ducklake_sort_info",
  "ducklake_sort_expression",
  "ducklake_schema_versions",
  "ducklake_inlined_data_tables",
  "ducklake_column_mapping",
];

/** Removes what the catalog still has of dropped tables. Columns of other tables stay for good. */
export function forgetDroppedTables(catalog: Catalog): void {
  for (const row of catalog.all(DROPPED)) {
    const tableId = integerOf(row, "table_id");
    const inlined = inlinedTables(catalog, tableId).map(({ name }) => name);
    const deletes = inlinedDeletesTable(catalog, tableId);
    for (const name of deletes === undefined ? inlined : [...inlined, deletes]) {
      catalog.run(`DROP TABLE ${name}`);
    }
    catalog.run(
      "DELETE FROM ducklake_name_mapping WHERE mapping_id IN " +
        "(SELECT mapping_id FROM ducklake_column_mapping WHERE table_id = ?)",
      tableId,
    );
    for (const table of OF_TABLES) catalog.run(`DELETE FROM ${table} WHERE table_id = ?`, tableId);
    catalog.run("DELETE FROM ducklake_metadata WHERE scope = 'table' AND scope_id = ?", tableId);
  }
  // Other names that a table had before it was renamed.
  catalog.run(`DELETE FROM ducklake_table WHERE ${UNSEEN}`);
}
