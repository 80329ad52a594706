import type { PartitionTransform } from "../../engine/write-layout.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type CatalogRow, integerOf, integerOrNullOf, textOf } from "../catalog/row-values.ts";

/** How a table is partitioned at present; without keys when a client has ended that on purpose. */
export interface LivePartitions {
  readonly id: number;
  readonly keys: readonly {
    readonly columnId: number;
    /** Undefined for a transform that is not ours. */
    readonly transform: PartitionTransform | undefined;
  }[];
}

/** How a table is sorted at present. */
export interface LiveSort {
  readonly keys: readonly {
    /** SQL text in some dialect. */
    readonly expression: string;
    readonly direction: "asc" | "desc";
    readonly nulls: "first" | "last";
  }[];
}

const PARTITIONS = `SELECT info.partition_id, column_id, transform
  FROM ducklake_partition_info AS info LEFT JOIN ducklake_partition_column AS keys
    ON keys.partition_id = info.partition_id AND keys.table_id = info.table_id
  WHERE info.table_id = ? AND end_snapshot IS NULL ORDER BY partition_key_index`;

const SORT_KEYS = `SELECT expression, sort_direction, null_order
  FROM ducklake_sort_info AS info LEFT JOIN ducklake_sort_expression AS keys
    ON keys.sort_id = info.sort_id AND keys.table_id = info.table_id
  WHERE info.table_id = ? AND end_snapshot IS NULL ORDER BY sort_key_index`;

const TRANSFORMS: readonly PartitionTransform[] = ["identity", "year", "month", "day", "hour"];

export function findPartitions(catalog: Catalog, tableId: number): LivePartitions | undefined {
  const rows = catalog.all(PARTITIONS, tableId);
  const [first] = rows;
  if (first === undefined) return undefined;
  const keys = rows.filter((row) => integerOrNullOf(row, "column_id") !== null).map(partitionKey);
  return { id: integerOf(first, "partition_id"), keys };
}

export function findSort(catalog: Catalog, tableId: number): LiveSort | undefined {
  const rows = catalog.all(SORT_KEYS, tableId);
  if (rows.length === 0) return undefined;
  return { keys: rows.filter((row) => row["expression"] !== null).map(sortKey) };
}

function partitionKey(row: CatalogRow): LivePartitions["keys"][number] {
  const name = textOf(row, "transform");
  return {
    columnId: integerOf(row, "column_id"),
    transform: TRANSFORMS.find((transform) => transform === name),
  };
}

function sortKey(row: CatalogRow): LiveSort["keys"][number] {
  return {
    expression: textOf(row, "expression"),
    direction: textOf(row, "sort_direction").toUpperCase() === "DESC" ? "desc" : "asc",
    nulls: textOf(row, "null_order").toUpperCase() === "NULLS_FIRST" ? "first" : "last",
  };
}
