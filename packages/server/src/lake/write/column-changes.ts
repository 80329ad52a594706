import type { IdentifiedColumn } from "../../engine/engine.ts";
import { catalogTypeName } from "../columns/catalog-type.ts";
import { type ColumnNode, flattened } from "../columns/column-node.ts";

/** A row of the catalog's column table, as it shall be. */
export interface ColumnRow {
  readonly id: number;
  readonly parentId: number | null;
  readonly order: number;
  readonly name: string;
  readonly typeName: string;
}

export interface ColumnChanges {
  /** Ids of columns whose present row ends. */
  readonly ended: readonly number[];
  /** Ids of columns that are no longer there at all. */
  readonly dropped: readonly number[];
  /** Rows that begin; they continue the row of the same id, if there is one. */
  readonly begun: readonly ColumnRow[];
}

/** What has to change in the catalog so that a table has the planned columns. */
export function columnChanges(
  current: readonly ColumnNode[],
  planned: readonly IdentifiedColumn[],
): ColumnChanges {
  const known = new Map(flattened(current).map((node) => [node.id, node]));
  const wanted = plannedRows(planned, known);
  const wantedIds = new Set(wanted.map((row) => row.id));
  const begun = wanted.filter((row) => !isSameRow(row, known.get(row.id)));
  const dropped = [...known.keys()].filter((id) => !wantedIds.has(id));
  const replaced = begun.map((row) => row.id).filter((id) => known.has(id));
  return { begun, dropped, ended: [...dropped, ...replaced] };
}

function plannedRows(
  planned: readonly IdentifiedColumn[],
  known: ReadonlyMap<number, ColumnNode>,
): ColumnRow[] {
  const rows = rowsBelow(null, planned);
  // New columns have the highest ids: ordering by id appends them, as other clients do.
  const kept = rows.map((row) => withOrder(row, known.get(row.id)?.order ?? row.id));
  return isInOrder(kept) ? kept : rows.map((row, index) => withOrder(row, index + 1));
}

function withOrder(row: ColumnRow, order: number): ColumnRow {
  return { ...row, order };
}

function rowsBelow(parentId: number | null, columns: readonly IdentifiedColumn[]): ColumnRow[] {
  return columns.flatMap(({ fieldId, name, type, children }) => [
    { id: fieldId, parentId, order: fieldId, name, typeName: catalogTypeName(type) },
    ...rowsBelow(fieldId, children),
  ]);
}

/** True when ordering the parts of each parent by `order` keeps them as planned. */
function isInOrder(rows: readonly ColumnRow[]): boolean {
  const last = new Map<number | null, number>();
  return rows.every(({ parentId, order }) => {
    const before = last.get(parentId) ?? -1;
    last.set(parentId, order);
    return order > before;
  });
}

function isSameRow(row: ColumnRow, node: ColumnNode | undefined): boolean {
  return (
    node !== undefined &&
    node.parentId === row.parentId &&
    node.order === row.order &&
    node.name === row.name &&
    node.typeName === row.typeName
  );
}
