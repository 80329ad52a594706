import type { SnapshotBuilder } from "../write/snapshot-builder.ts";

/** Ends a table's row and begins one that differs from it in the given values. */
export function renewTable(
  builder: SnapshotBuilder,
  tableId: number,
  changed: { readonly table_name: string } | { readonly schema_id: number },
): void {
  const { catalog } = builder;
  const row = catalog.get(
    "SELECT * FROM ducklake_table WHERE table_id = ? AND end_snapshot IS NULL",
    tableId,
  );
  builder.end("ducklake_table", tableId);
  catalog.insert("ducklake_table", { ...row, begin_snapshot: builder.id, ...changed });
}
