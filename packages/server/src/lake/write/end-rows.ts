import { changeEntry } from "../catalog/snapshot-text.ts";
import { inlinedTables } from "../catalog/inlined-tables.ts";
import type { SnapshotBuilder } from "./snapshot-builder.ts";

/** Ends every row of a table. Older snapshots keep reading the files. */
export function endRows(builder: SnapshotBuilder, tableId: number): void {
  builder.end("ducklake_data_file", tableId);
  builder.end("ducklake_delete_file", tableId);
  builder.note(changeEntry("deleted_from_table", tableId));
  const inlined = inlinedTables(builder.catalog, tableId);
  for (const { name } of inlined) {
    builder.catalog.run(
      `UPDATE ${name} SET end_snapshot = ? WHERE end_snapshot IS NULL`,
      builder.id,
    );
  }
  if (inlined.length > 0) builder.note(changeEntry("inlined_delete", tableId));
}
