import type { IdentifiedColumn } from "../../engine/engine.ts";
import type { PartitionKey, SortKey, TableLayout } from "../../engine/write-layout.ts";
import type { SnapshotBuilder } from "../write/snapshot-builder.ts";
import { findPartitions, findSort, type LivePartitions } from "./live-layout.ts";

export interface LayoutToRecord {
  readonly tableId: number;
  readonly columns: readonly IdentifiedColumn[];
  readonly layout: TableLayout;
}

export interface RecordedLayout {
  /** The partitioning that the write's files follow; undefined when they follow none. */
  readonly partitionId: number | undefined;
  readonly isChanged: boolean;
}

/**
 * Begins a table's layout where it has none, so that other clients follow it too. What another
 * client has set stays: files that do not follow it belong to no partition.
 */
export function recordLayout(builder: SnapshotBuilder, record: LayoutToRecord): RecordedLayout {
  const { tableId, layout } = record;
  const live = findPartitions(builder.catalog, tableId);
  const beginsPartitions = live === undefined && layout.partitionBy.length > 0;
  const partitionId = beginsPartitions ? beginPartitions(builder, record) : idOf(live, record);
  const beginsSort = layout.sortedBy.length > 0 && findSort(builder.catalog, tableId) === undefined;
  if (beginsSort) beginSort(builder, tableId, layout.sortedBy);
  const isChanged = beginsPartitions || beginsSort;
  if (isChanged) builder.changesSchema(tableId);
  return { partitionId, isChanged };
}

function beginPartitions(builder: SnapshotBuilder, record: LayoutToRecord): number {
  const { tableId, layout, columns } = record;
  const id = builder.takeCatalogId();
  builder.catalog.insert("ducklake_partition_info", {
    partition_id: id,
    table_id: tableId,
    begin_snapshot: builder.id,
  });
  layout.partitionBy.forEach((key, index) => {
    builder.catalog.insert("ducklake_partition_column", {
      partition_id: id,
      table_id: tableId,
      partition_key_index: index,
      column_id: columnId(columns, key),
      transform: key.transform,
    });
  });
  return id;
}

function beginSort(builder: SnapshotBuilder, tableId: number, keys: readonly SortKey[]): void {
  const id = builder.takeCatalogId();
  builder.catalog.insert("ducklake_sort_info", {
    sort_id: id,
    table_id: tableId,
    begin_snapshot: builder.id,
  });
  keys.forEach(({ column, direction, nulls }, index) => {
    builder.catalog.insert("ducklake_sort_expression", {
      sort_id: id,
      table_id: tableId,
      sort_key_index: index,
      expression: `"${column.replaceAll('"', '""')}"`,
      dialect: "duckdb",
      sort_direction: direction.toUpperCase(),
      null_order: `NULLS_${nulls.toUpperCase()}`,
    });
  });
}

/** The id of the partitioning, if it is the one that the write was laid out by. */
function idOf(live: LivePartitions | undefined, record: LayoutToRecord): number | undefined {
  const keys = record.layout.partitionBy;
  const isSame =
    live?.keys.length === keys.length &&
    live.keys.every(({ columnId: id, transform }, index) => {
      const key = keys[index];
      return key?.transform === transform && key && columnId(record.columns, key) === id;
    });
  return isSame && keys.length > 0 ? live.id : undefined;
}

function columnId(columns: readonly IdentifiedColumn[], { column }: PartitionKey): number {
  const found = columns.find(({ name }) => name === column);
  if (found === undefined)
    throw new Error(`a layout names the column ${column}, which is not there`);
  return found.fieldId;
}
