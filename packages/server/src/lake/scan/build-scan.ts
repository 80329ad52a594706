import type { ColumnSource, DataFileScan, ScanPart, TableScan } from "../../engine/engine.ts";
import { type ColumnNode, columnOf } from "../columns/column-node.ts";
import type { InlinedRow } from "./inlined-rows.ts";
import { pathValue } from "./name-mapping.ts";
import { checkNested } from "./nested-match.ts";
import type { ParquetSchema } from "./parquet-schema.ts";
import type { TableFile } from "./table-files.ts";

export interface FileWithSchema extends TableFile {
  readonly schema: ParquetSchema;
}

/** Puts together what an engine needs to read a table. */
export function buildScan(
  columns: readonly ColumnNode[],
  files: readonly FileWithSchema[],
  inlinedRows: readonly InlinedRow[],
): TableScan {
  const parts: ScanPart[] = fileParts(columns, files);
  if (inlinedRows.length > 0) parts.push({ kind: "inline", rows: inlinedRows });
  return { columns: columns.map(columnOf), parts };
}

/** One part for all files that have the same columns, of the same types, in the same places. */
function fileParts(columns: readonly ColumnNode[], files: readonly FileWithSchema[]): ScanPart[] {
  const withSources = files.map((file) => ({ file, sources: sourcesOf(columns, file) }));
  const groups = Map.groupBy(withSources, ({ file, sources }) =>
    JSON.stringify([file.schema.layout, sources]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return {
      kind: "files",
      files: group.map(({ file }) => fileScan(file)),
      sources: first.sources,
    };
  });
}

function sourcesOf(columns: readonly ColumnNode[], file: FileWithSchema): ColumnSource[] {
  const present = file.mapping?.columns ?? file.schema.columns;
  return columns.map((column) => {
    const physical = present.find(({ fieldId }) => fieldId === column.id);
    if (physical !== undefined) {
      checkNested(column, physical, { from: "file" });
      return { from: "column", name: physical.name };
    }
    const key = file.mapping?.pathKeys.get(column.id);
    const text = key === undefined ? column.initialDefault : pathValue(file.path, key);
    return { from: "default", text };
  });
}

function fileScan(file: TableFile): DataFileScan {
  const { path, deleteFile, deletedPositions, maxRowSnapshot, maxDeleteSnapshot } = file;
  return {
    path,
    deleteFiles: deleteFile === undefined ? [] : [deleteFile],
    deletedPositions,
    ...(maxRowSnapshot === undefined ? {} : { maxRowSnapshot }),
    ...(maxDeleteSnapshot === undefined ? {} : { maxDeleteSnapshot }),
  };
}
