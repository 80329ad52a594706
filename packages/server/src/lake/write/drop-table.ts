import type { Catalog } from "../catalog/catalog.ts";
import { changeEntry } from "../catalog/snapshot-text.ts";
import { findNamed, readTables } from "../catalog/table-row.ts";
import type { LakeTableName } from "../lake.ts";
import { SnapshotBuilder } from "./snapshot-builder.ts";

const VERSIONED_BY_TABLE = [
  "ducklake_table",
  "ducklake_column",
  "ducklake_column_tag",
  "ducklake_data_file",
  "ducklake_delete_file",
  "ducklake_partition_info",
  "ducklake_sort_info",
];

/** Ends a table in a new snapshot; false when there is none. Runs in a write transaction. */
export function dropTable(catalog: Catalog, name: LakeTableName): boolean {
  const head = catalog.head();
  const table = findNamed(readTables(catalog, head.snapshotId), name);
  if (table === undefined) return false;
  const builder = new SnapshotBuilder(catalog, head);
  endTable(builder, table.id);
  builder.finish(null);
  return true;
}

/** Ends everything that belongs to a table in the snapshot that is being made. */
export function endTable(builder: SnapshotBuilder, tableId: number): void {
  for (const versioned of VERSIONED_BY_TABLE) builder.end(versioned, tableId);
  builder.catalog.run(
    "UPDATE ducklake_tag SET end_snapshot = ? WHERE object_id = ? AND end_snapshot IS NULL",
    builder.id,
    tableId,
  );
  builder.note(changeEntry("dropped_table", tableId));
  builder.changesSchema();
}
