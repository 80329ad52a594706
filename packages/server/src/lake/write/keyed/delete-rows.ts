import { isAbsolute, relative } from "node:path";
import type { FileDeletion, WrittenDeleteFile } from "../../../engine/keyed-change.ts";
import { inlinedTables } from "../../catalog/inlined-tables.ts";
import { changeEntry } from "../../catalog/snapshot-text.ts";
import type { TableRow } from "../../catalog/table-row.ts";
import type { SnapshotBuilder } from "../snapshot-builder.ts";

export interface RowsToDelete {
  readonly deletions: readonly FileDeletion[];
  readonly inlinedRowIds: readonly number[];
}

/** Takes rows out of a table. Older snapshots keep them. */
export function deleteRows(
  builder: SnapshotBuilder,
  table: TableRow,
  { deletions, inlinedRowIds }: RowsToDelete,
): void {
  for (const { dataFileId, deleteFile } of deletions) {
    endOf(builder, "ducklake_delete_file", dataFileId);
    if (deleteFile === undefined) endOf(builder, "ducklake_data_file", dataFileId);
    else registerDeleteFile(builder, table, { dataFileId, deleteFile });
  }
  if (inlinedRowIds.length === 0) return;
  for (const { name } of inlinedTables(builder.catalog, table.id)) {
    for (const rowId of inlinedRowIds) {
      builder.catalog.run(
        `UPDATE ${name} SET end_snapshot = ? WHERE row_id = ? AND end_snapshot IS NULL`,
        builder.id,
        rowId,
      );
    }
  }
  builder.note(changeEntry("inlined_delete", table.id));
}

function endOf(builder: SnapshotBuilder, versionedTable: string, dataFileId: number): void {
  builder.catalog.run(
    `UPDATE ${versionedTable} SET end_snapshot = ? WHERE data_file_id = ? AND end_snapshot IS NULL`,
    builder.id,
    dataFileId,
  );
}

function registerDeleteFile(
  builder: SnapshotBuilder,
  table: TableRow,
  added: { readonly dataFileId: number; readonly deleteFile: WrittenDeleteFile },
): void {
  const { path, rowCount, sizeBytes, footerSizeBytes } = added.deleteFile;
  const below = relative(table.folder, path);
  const isRelative = !below.startsWith("..") && !isAbsolute(below);
  builder.catalog.insert("ducklake_delete_file", {
    delete_file_id: builder.takeFileId(),
    table_id: table.id,
    begin_snapshot: builder.id,
    data_file_id: added.dataFileId,
    path: isRelative ? below : path,
    path_is_relative: isRelative ? 1 : 0,
    format: "parquet",
    delete_count: rowCount,
    file_size_bytes: sizeBytes,
    footer_size: footerSizeBytes,
  });
}
