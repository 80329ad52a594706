import type { ColumnType } from "@hotdata/contract/types";
import type { ColumnStatistics } from "../../engine/engine.ts";
import { compareBounds } from "./statistics-order.ts";

/** What a table's catalog says of a column, over all rows it ever had. */
export interface TableColumnStatistics {
  readonly containsNull: boolean;
  readonly containsNan: boolean | null;
  readonly min: string | null;
  readonly max: string | null;
}

/** The statistics of a column that has only the rows of one file. */
export function fileStatistics(type: ColumnType, file: ColumnStatistics): TableColumnStatistics {
  const { min, max, containsNan } = file;
  const hasValues = file.valueCount > file.nullCount;
  return {
    containsNull: file.nullCount > 0,
    containsNan,
    min: hasValues ? (min ?? lowestText(type)) : null,
    max: hasValues ? max : null,
  };
}

/**
 * Widens a table's bounds by those of a file. They never narrow, not even when rows go: foreign
 * clients use them for older snapshots too. No bounds at all mean that there are no values.
 */
export function mergeStatistics(
  type: ColumnType,
  table: TableColumnStatistics,
  file: TableColumnStatistics,
): TableColumnStatistics {
  const flags = {
    containsNull: table.containsNull || file.containsNull,
    containsNan: mergedNan(table, file),
  };
  if (isEmpty(file)) return { ...flags, min: table.min, max: table.max };
  if (isEmpty(table)) return { ...flags, min: file.min, max: file.max };
  return {
    ...flags,
    min: outer(type, table.min, file.min, -1) ?? lowestText(type),
    max: outer(type, table.max, file.max, 1),
  };
}

function isEmpty({ min, max, containsNan }: TableColumnStatistics): boolean {
  return min === null && max === null && containsNan !== true;
}

function mergedNan(table: TableColumnStatistics, file: TableColumnStatistics): boolean | null {
  if (table.containsNan === null && file.containsNan === null) return null;
  return table.containsNan === true || file.containsNan === true;
}

/** A bound that is true of any text, for when the real one is not known. */
function lowestText(type: ColumnType): string | null {
  return type.kind === "scalar" && (type.name === "VARCHAR" || type.name === "JSON") ? "" : null;
}

function outer(
  type: ColumnType,
  left: string | null,
  right: string | null,
  direction: 1 | -1,
): string | null {
  if (left === null || right === null) return null;
  const order = compareBounds(type, left, right);
  if (order === undefined) return null;
  return order * direction >= 0 ? left : right;
}
