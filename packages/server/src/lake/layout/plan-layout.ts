import type { IdentifiedColumn } from "../../engine/engine.ts";
import type { PartitionKey, SortKey, TableLayout } from "../../engine/write-layout.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { findPartitions, findSort, type LiveSort } from "./live-layout.ts";

export interface LayoutToPlan {
  /** Undefined for a table that is not there yet. */
  readonly tableId: number | undefined;
  /** The table's columns after the write. */
  readonly columns: readonly IdentifiedColumn[];
  readonly declared: TableLayout | undefined;
}

/**
 * How a write lays out its rows: as the catalog has it by now, which other clients may have changed;
 * as declared when the catalog has nothing, or has it of columns that the write takes away. Keys
 * that we cannot compute leave our own files without partitions, which every reader accepts.
 */
export function planLayout(catalog: Catalog, plan: LayoutToPlan): TableLayout {
  return { partitionBy: plannedPartitions(catalog, plan), sortedBy: plannedSort(catalog, plan) };
}

function plannedPartitions(catalog: Catalog, plan: LayoutToPlan): readonly PartitionKey[] {
  const { tableId, columns, declared } = plan;
  const live = tableId === undefined ? undefined : findPartitions(catalog, tableId);
  if (live?.keys.every(({ columnId }) => columns.some(({ fieldId }) => fieldId === columnId))) {
    const keys = live.keys.flatMap(({ columnId, transform }) => {
      const column = columns.find(({ fieldId }) => fieldId === columnId)?.name;
      return column === undefined || transform === undefined ? [] : { column, transform };
    });
    return keys.length < live.keys.length ? [] : keys;
  }
  return withColumns(declared?.partitionBy ?? [], columns);
}

function plannedSort(catalog: Catalog, plan: LayoutToPlan): readonly SortKey[] {
  const { tableId, columns, declared } = plan;
  const live = tableId === undefined ? undefined : findSort(catalog, tableId);
  return liveSort(live, columns) ?? withColumns(declared?.sortedBy ?? [], columns);
}

function liveSort(
  live: LiveSort | undefined,
  columns: readonly IdentifiedColumn[],
): readonly SortKey[] | undefined {
  const keys = live?.keys.map(({ expression, direction, nulls }) => {
    return { column: columnOfExpression(expression), direction, nulls };
  });
  if (keys === undefined) return undefined;
  const known = withColumns(keys, columns);
  return known.length === keys.length ? known : undefined;
}

/** The column that an expression is; empty when it is more than a name. */
export function columnOfExpression(expression: string): string {
  const [, quoted, plain] = /^(?:"((?:[^"]|"")+)"|([a-z_][a-z0-9_]*))$/i.exec(expression) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? "";
}

/** The keys under the columns' own spelling; none at all when a column is missing. */
function withColumns<Key extends { readonly column: string }>(
  keys: readonly Key[],
  columns: readonly IdentifiedColumn[],
): readonly Key[] {
  const found = keys.flatMap((key) => {
    const name = key.column.toLowerCase();
    const column = columns.find((candidate) => candidate.name.toLowerCase() === name);
    return column === undefined ? [] : { ...key, column: column.name };
  });
  return found.length === keys.length ? found : [];
}
