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
  for (const versioned of VERSIONED_BY_TABLE) builder.end(versioned, table.id);
  catalog.run(
    "UPDATE ducklake_tag SET end_snapshot = ? WHERE object_id = ? AND end_snapshot IS NULL",
    builder.id,
    table.id,
  );
  builder.note(changeEntry("dropped_table", table.id));
  builder.changesSchema();
  builder.finish(null);
  return true;
}
