import type { IdentifiedColumn } from "../../engine/engine.ts";
import { changeEntry } from "../catalog/snapshot-text.ts";
import { findNamed, readTables } from "../catalog/table-row.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import { isSameName, keptColumn } from "../columns/planned-column.ts";
import { findSort } from "../layout/live-layout.ts";
import { columnOfExpression } from "../layout/plan-layout.ts";
import { recordLayout } from "../layout/record-layout.ts";
import { applyColumnChanges } from "../write/apply-column-changes.ts";
import type { SnapshotBuilder } from "../write/snapshot-builder.ts";
import { type Alteration, AlterationRefusedError } from "./alteration.ts";

type ColumnAlteration = Alteration & { readonly kind: "rename-column" | "drop-column" };

/** Files have columns by their ids, so that none need be written anew. */
export function alterColumns(builder: SnapshotBuilder, alteration: ColumnAlteration): boolean {
  const { catalog } = builder;
  const table = findNamed(readTables(catalog, builder.id), alteration.table);
  if (table === undefined) return false;
  const current = readColumns(catalog, table.id, builder.id);
  const column = current.find(({ name }) => isSameName(name, alteration.column));
  if (column === undefined) return false;
  const planned = plannedColumns(current, column, alteration);
  applyColumnChanges(builder, table.id, current, planned);
  if (alteration.kind === "rename-column") {
    renameInSort(builder, { tableId: table.id, planned, from: column.name, to: alteration.to });
  } else {
    endSortBy(builder, table.id, column.name);
  }
  builder.note(changeEntry("altered_table", table.id));
  return true;
}

function plannedColumns(
  current: readonly ColumnNode[],
  column: ColumnNode,
  alteration: ColumnAlteration,
): IdentifiedColumn[] {
  if (alteration.kind === "drop-column") {
    if (current.length === 1) {
      throw new AlterationRefusedError(
        `'${column.name}' is the only column of its table; delete the table instead.`,
      );
    }
    return current.filter((node) => node !== column).map(keptColumn);
  }
  const { to } = alteration;
  const holder = current.find(({ name }) => isSameName(name, to));
  if (holder !== undefined && holder !== column) {
    throw new AlterationRefusedError(`Column '${to}' already exists.`);
  }
  return current.map((node) =>
    node === column ? { ...keptColumn(node), name: to } : keptColumn(node),
  );
}

interface SortRename {
  readonly tableId: number;
  readonly planned: readonly IdentifiedColumn[];
  readonly from: string;
  readonly to: string;
}

/** Sort keys name columns, other than partition keys, which have their ids. */
function renameInSort(builder: SnapshotBuilder, { tableId, planned, from, to }: SortRename): void {
  const keys = findSort(builder.catalog, tableId)?.keys.map(({ expression, ...key }) => {
    const column = columnOfExpression(expression);
    return { ...key, column: isSameName(column, from) ? to : column };
  });
  if (keys === undefined || !keys.some(({ column }) => column === to)) return;
  builder.end("ducklake_sort_info", tableId);
  recordLayout(builder, { tableId, columns: planned, layout: { partitionBy: [], sortedBy: keys } });
}

/** An order cannot be kept without one of its columns. */
function endSortBy(builder: SnapshotBuilder, tableId: number, column: string): void {
  const keys = findSort(builder.catalog, tableId)?.keys ?? [];
  const isKey = keys.some(({ expression }) => isSameName(columnOfExpression(expression), column));
  if (isKey) builder.end("ducklake_sort_info", tableId);
}
