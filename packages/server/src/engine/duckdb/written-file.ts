import { DuckDBMapValue, type DuckDBResultReader, type DuckDBValue } from "@duckdb/node-api";
import type { ColumnStatistics, IdentifiedColumn, WrittenFile } from "../engine.ts";
import { partName } from "./field-ids.ts";
import { quoteIdentifier } from "./sql-text.ts";

/**
 * Reads what `COPY ... (RETURN_STATS)` answered: a row for each file. Empty files are left out.
 * `partitionKeys` are the columns of PARTITION_BY.
 */
export function writtenFiles(
  reader: DuckDBResultReader,
  columns: readonly IdentifiedColumn[],
  partitionKeys: readonly string[] = [],
): WrittenFile[] {
  return reader
    .getRowObjects()
    .map((row) => ({ ...writtenFile(row, columns), ...partitionOf(row, partitionKeys) }))
    .filter(({ rowCount }) => rowCount > 0);
}

function writtenFile(
  row: Readonly<Record<string, DuckDBValue>>,
  columns: readonly IdentifiedColumn[],
): WrittenFile {
  const rowCount = Number(row["count"]);
  return {
    path: String(row["filename"]),
    rowCount,
    sizeBytes: Number(row["file_size_bytes"]),
    footerSizeBytes: Number(row["footer_size_bytes"]),
    statistics: leafStatistics(row["column_statistics"], columns, rowCount),
  };
}

function partitionOf(
  row: Readonly<Record<string, DuckDBValue>>,
  keys: readonly string[],
): Pick<WrittenFile, "partitionValues"> {
  if (keys.length === 0) return {};
  const values = new Map(mapEntries(row["partition_keys"]));
  return { partitionValues: keys.map((key) => textOrNull(values.get(key))) };
}

function leafStatistics(
  value: DuckDBValue | undefined,
  columns: readonly IdentifiedColumn[],
  rowCount: number,
): ColumnStatistics[] {
  const ids = new Map<string, number>();
  for (const column of columns) collectLeafIds(column, [column.name], ids);
  return mapEntries(value).flatMap(([path, facts]) => {
    const fieldId = ids.get(path);
    return fieldId === undefined
      ? []
      : [columnStatistics(fieldId, new Map(mapEntries(facts)), rowCount)];
  });
}

function collectLeafIds(column: IdentifiedColumn, path: string[], ids: Map<string, number>): void {
  if (column.children.length === 0) ids.set(path.map(quoteIdentifier).join("."), column.fieldId);
  column.children.forEach((child, index) => {
    collectLeafIds(child, [...path, partName(column, index)], ids);
  });
}

function columnStatistics(
  fieldId: number,
  facts: ReadonlyMap<string, DuckDBValue>,
  rowCount: number,
): ColumnStatistics {
  const hasNan = facts.get("has_nan");
  return {
    fieldId,
    columnSizeBytes: Number(facts.get("column_size_bytes") ?? 0),
    valueCount: Number(facts.get("num_values") ?? rowCount),
    nullCount: Number(facts.get("null_count") ?? 0),
    min: textOrNull(facts.get("min")),
    max: textOrNull(facts.get("max")),
    containsNan: hasNan === undefined ? null : hasNan === "true",
  };
}

function textOrNull(value: DuckDBValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function mapEntries(value: DuckDBValue | undefined): (readonly [string, DuckDBValue])[] {
  if (!(value instanceof DuckDBMapValue)) return [];
  return value.entries.map((entry) => [String(entry.key), entry.value] as const);
}
