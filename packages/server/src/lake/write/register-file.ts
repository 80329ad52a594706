import { isAbsolute, relative } from "node:path";
import type { ColumnType } from "@hotdata/contract/types";
import type { ColumnStatistics, IdentifiedColumn, WrittenFile } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { bitOf, integerOf } from "../catalog/row-values.ts";
import type { SnapshotBuilder } from "./snapshot-builder.ts";
import { defaultsOf, mergeTableStatistics } from "./table-statistics.ts";

export interface FileToRegister {
  readonly tableId: number;
  /** Absolute path of the table's folder. */
  readonly tableFolder: string;
  /** Lies where it will stay. */
  readonly file: WrittenFile;
  readonly columns: readonly IdentifiedColumn[];
  /** The partitioning that the file's partition values belong to. */
  readonly partitionId?: number | undefined;
}

/** Makes a data file part of a table. */
export function registerFile(builder: SnapshotBuilder, added: FileToRegister): void {
  const { catalog } = builder;
  const { tableId, file, columns } = added;
  const dataFileId = builder.takeFileId();
  const before = catalog.find("SELECT * FROM ducklake_table_stats WHERE table_id = ?", tableId);
  const path = relative(added.tableFolder, file.path);
  const isRelative = !path.startsWith("..") && !isAbsolute(path);
  catalog.insert("ducklake_data_file", {
    data_file_id: dataFileId,
    table_id: tableId,
    begin_snapshot: builder.id,
    path: isRelative ? path : file.path,
    path_is_relative: isRelative ? 1 : 0,
    file_format: "parquet",
    record_count: file.rowCount,
    file_size_bytes: file.sizeBytes,
    footer_size: file.footerSizeBytes,
    row_id_start: before ? integerOf(before, "next_row_id") : 0,
    partition_id: (file.partitionValues && added.partitionId) ?? null,
  });
  if (added.partitionId !== undefined) insertPartitionValues(catalog, dataFileId, added);
  const types = new Map(leavesOf(columns).map(({ fieldId, type }) => [fieldId, type]));
  const hadRows = before !== undefined && integerOf(before, "record_count") > 0;
  const olderRows = hadRows ? defaultsOf(catalog, tableId, builder.id) : undefined;
  for (const statistics of file.statistics) {
    const type = types.get(statistics.fieldId);
    if (type === undefined || isWithoutBounds(type)) continue;
    insertFileStatistics(catalog, { dataFileId, tableId, statistics });
    mergeTableStatistics(catalog, { tableId, statistics, type, olderRows });
  }
  addToTotals(catalog, tableId, file);
}

/** Its statistics have another form; without any, readers assume nothing. */
function isWithoutBounds(type: ColumnType): boolean {
  return type.kind === "scalar" && (type.name === "VARIANT" || type.name === "GEOMETRY");
}

function insertPartitionValues(
  catalog: Catalog,
  dataFileId: number,
  { tableId, file }: FileToRegister,
): void {
  file.partitionValues?.forEach((value, index) => {
    catalog.insert("ducklake_file_partition_value", {
      data_file_id: dataFileId,
      table_id: tableId,
      partition_key_index: index,
      partition_value: value,
    });
  });
}

interface FileStatistics {
  readonly dataFileId: number;
  readonly tableId: number;
  readonly statistics: ColumnStatistics;
}

function insertFileStatistics(
  catalog: Catalog,
  { dataFileId, tableId, statistics }: FileStatistics,
): void {
  catalog.insert("ducklake_file_column_stats", {
    data_file_id: dataFileId,
    table_id: tableId,
    column_id: statistics.fieldId,
    column_size_bytes: statistics.columnSizeBytes,
    // The engine counts NULLs among the values, the catalog does not.
    value_count: statistics.valueCount - statistics.nullCount,
    null_count: statistics.nullCount,
    min_value: statistics.min,
    max_value: statistics.max,
    contains_nan: bitOf(statistics.containsNan),
  });
}

function addToTotals(catalog: Catalog, tableId: number, file: WrittenFile): void {
  const changed = catalog.find("SELECT 1 FROM ducklake_table_stats WHERE table_id = ?", tableId);
  if (changed === undefined) {
    catalog.insert("ducklake_table_stats", {
      table_id: tableId,
      record_count: file.rowCount,
      next_row_id: file.rowCount,
      file_size_bytes: file.sizeBytes,
    });
    return;
  }
  catalog.run(
    "UPDATE ducklake_table_stats SET record_count = record_count + ?1, " +
      "next_row_id = next_row_id + ?1, file_size_bytes = file_size_bytes + ?2 WHERE table_id = ?3",
    file.rowCount,
    file.sizeBytes,
    tableId,
  );
}

function leavesOf(columns: readonly IdentifiedColumn[]): IdentifiedColumn[] {
  return columns.flatMap((column) =>
    column.children.length === 0 ? [column] : leavesOf(column.children),
  );
}
