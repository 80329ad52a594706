import type { IdentifiedColumn } from "../../engine/engine.ts";
import { type ColumnNode, flattened } from "../columns/column-node.ts";
import { columnChanges } from "./column-changes.ts";
import { continueInlining } from "./continue-inlining.ts";
import type { SnapshotBuilder } from "./snapshot-builder.ts";

/** Gives a table the planned columns; false when it has them already. */
export function applyColumnChanges(
  builder: SnapshotBuilder,
  tableId: number,
  current: readonly ColumnNode[],
  planned: readonly IdentifiedColumn[],
): boolean {
  const { begun, ended, dropped } = columnChanges(current, planned);
  if (begun.length === 0 && ended.length === 0) return false;
  const { catalog } = builder;
  for (const id of ended) {
    catalog.run(
      "UPDATE ducklake_column SET end_snapshot = ? " +
        "WHERE table_id = ? AND column_id = ? AND end_snapshot IS NULL",
      builder.id,
      tableId,
      id,
    );
  }
  const known = new Map(flattened(current).map((node) => [node.id, node]));
  for (const row of begun) {
    const before = known.get(row.id);
    catalog.insert("ducklake_column", {
      column_id: row.id,
      begin_snapshot: builder.id,
      table_id: tableId,
      column_order: row.order,
      column_name: row.name,
      column_type: row.typeName,
      initial_default: before?.initialDefault ?? null,
      default_value: before?.defaultValue ?? "NULL",
      nulls_allowed: before?.allowsNull === false ? 0 : 1,
      parent_column: row.parentId,
      default_value_type: before ? before.defaultValueType : defaultTypeOf(row.typeName),
      default_value_dialect: before ? before.defaultValueDialect : "duckdb",
    });
  }
  for (const id of dropped) forgetColumn(builder, tableId, id);
  builder.changesSchema(tableId);
  continueInlining(builder, tableId, planned);
  return true;
}

/** Ends what other clients have attached to a column. */
function forgetColumn(builder: SnapshotBuilder, tableId: number, columnId: number): void {
  const { catalog } = builder;
  catalog.run(
    "UPDATE ducklake_column_tag SET end_snapshot = ? " +
      "WHERE table_id = ? AND column_id = ? AND end_snapshot IS NULL",
    builder.id,
    tableId,
    columnId,
  );
  const isPartitioned = catalog.find(
    "SELECT 1 FROM ducklake_partition_info JOIN ducklake_partition_column USING (partition_id) " +
      "WHERE ducklake_partition_info.table_id = ? AND column_id = ? AND end_snapshot IS NULL",
    tableId,
    columnId,
  );
  if (isPartitioned) builder.end("ducklake_partition_info", tableId);
  // A sort key is an expression; without parsing it, any column may be part of it.
  builder.end("ducklake_sort_info", tableId);
}

/** Other clients leave this empty for nested columns. */
function defaultTypeOf(typeName: string): string {
  return ["struct", "list", "map"].includes(typeName) ? "" : "literal";
}
