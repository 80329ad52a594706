import type { ColumnType } from "@hotdata/contract/types";
import type { ColumnStatistics } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { bitOf, flagOrNullOf, textOrNullOf } from "../catalog/row-values.ts";
import { flattened, readColumns } from "../columns/column-node.ts";
import { fileStatistics, mergeStatistics, type TableColumnStatistics } from "./merge-statistics.ts";

export interface MergedColumn {
  readonly tableId: number;
  readonly statistics: ColumnStatistics;
  readonly type: ColumnType;
  /** What rows without a value in their file read, by column; undefined when there are no rows. */
  readonly olderRows: ReadonlyMap<number, string | null> | undefined;
}

/** Adds a file's statistics of one column to those of the table. */
export function mergeTableStatistics(
  catalog: Catalog,
  { tableId, statistics, type, olderRows }: MergedColumn,
): void {
  const columnId = statistics.fieldId;
  const row = catalog.find(
    "SELECT * FROM ducklake_table_column_stats WHERE table_id = ? AND column_id = ?",
    tableId,
    columnId,
  );
  const known: TableColumnStatistics | undefined = row && {
    containsNull: flagOrNullOf(row, "contains_null") !== false,
    containsNan: flagOrNullOf(row, "contains_nan"),
    min: textOrNullOf(row, "min_value"),
    max: textOrNullOf(row, "max_value"),
  };
  const before = known ?? (olderRows && constantStatistics(olderRows.get(columnId) ?? null, type));
  const file = fileStatistics(type, statistics);
  const merged = before ? mergeStatistics(type, before, file) : file;
  if (row !== undefined) {
    catalog.run(
      "UPDATE ducklake_table_column_stats SET contains_null = ?, contains_nan = ?, " +
        "min_value = ?, max_value = ? WHERE table_id = ? AND column_id = ?",
      bitOf(merged.containsNull),
      bitOf(merged.containsNan),
      merged.min,
      merged.max,
      tableId,
      columnId,
    );
    return;
  }
  catalog.insert("ducklake_table_column_stats", {
    table_id: tableId,
    column_id: columnId,
    contains_null: bitOf(merged.containsNull),
    contains_nan: bitOf(merged.containsNan),
    min_value: merged.min,
    max_value: merged.max,
  });
}

/** A column's initial default, by column id. */
export function defaultsOf(
  catalog: Catalog,
  tableId: number,
  snapshotId: number,
): Map<number, string | null> {
  const nodes = flattened(readColumns(catalog, tableId, snapshotId));
  return new Map(nodes.map((node) => [node.id, node.initialDefault]));
}

function constantStatistics(text: string | null, type: ColumnType): TableColumnStatistics {
  const isFloat = type.kind === "scalar" && (type.name === "FLOAT" || type.name === "DOUBLE");
  return {
    containsNull: text === null,
    containsNan: isFloat ? false : null,
    min: text,
    max: text,
  };
}
