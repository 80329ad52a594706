import { type Column, sqlTypeText } from "@hotdata/contract/types";
import type { DataFileScan, FileScanPart, InlineScanPart, ScanPart, TableScan } from "../engine.ts";
import { fileReader, PLAIN_PATHS } from "./file-reader.ts";
import { hasPlaces, isReducedByPlace, reducedFiles } from "./reduced-files.ts";
import { quoteIdentifier, quoteList, quoteLiteral } from "./sql-text.ts";

/**
 * The SQL of a view that reads one snapshot of a table. Files without deletions of one layout are
 * read by a single call, so that the engine can spread them over threads.
 */
export function scanSql(scan: TableScan): string {
  const selects = scan.parts.flatMap((part) => partSelects(part, scan.columns));
  return selects.length > 0 ? selects.join("\nUNION ALL\n") : emptySelect(scan.columns);
}

function partSelects(part: ScanPart, columns: readonly Column[]): string[] {
  return part.kind === "files" ? fileSelects(part, columns) : inlineSelects(part, columns);
}

function emptySelect(columns: readonly Column[]): string {
  return `SELECT ${columns.map((column) => castAs("NULL", column)).join(", ")} WHERE false`;
}

function castAs(value: string, column: Column): string {
  return `CAST(${value} AS ${sqlTypeText(column.type)}) AS ${quoteIdentifier(column.name)}`;
}

function fileSelects(part: FileScanPart, columns: readonly Column[]): string[] {
  const list = sourceList(part, columns);
  const whole = part.files.filter(isWhole);
  const reduced = hasPlaces(part.sources) ? part.files.filter(isReducedByPlace) : [];
  const selects = part.files
    .filter((file) => !isWhole(file) && !reduced.includes(file))
    .map((file) => `SELECT ${list} FROM ${filteredFile(file)}`);
  if (reduced.length > 0) selects.unshift(`SELECT ${list} FROM ${reducedFiles(reduced)}`);
  if (whole.length > 0) {
    const paths = quoteList(whole.map((file) => file.path));
    selects.unshift(`SELECT ${list} FROM read_parquet(${paths}, ${PLAIN_PATHS})`);
  }
  return selects;
}

/** The select list that makes a table's columns of those in a part's files. */
export function sourceList({ sources }: FileScanPart, columns: readonly Column[]): string {
  return sources
    .map((source, index) => {
      const column = columns[index];
      if (column === undefined) throw new Error("a scan part has more sources than columns");
      const text =
        source.from === "column" ? quoteIdentifier(source.name) : defaultValue(source.text);
      return castAs(text, column);
    })
    .join(", ");
}

function defaultValue(text: string | null): string {
  return text === null ? "NULL" : quoteLiteral(text);
}

function isWhole(file: DataFileScan): boolean {
  return (
    file.embedded === undefined &&
    file.deleteFiles.length === 0 &&
    file.deletedPositions.length === 0 &&
    file.maxRowSnapshot === undefined
  );
}

function filteredFile(file: DataFileScan): string {
  const conditions: string[] = [];
  if (file.deleteFiles.length > 0) {
    const limit = file.maxDeleteSnapshot;
    const upTo = limit === undefined ? "" : ` WHERE _ducklake_internal_snapshot_id <= ${limit}`;
    const deletes = `SELECT pos FROM read_parquet(${quoteList(file.deleteFiles)}, ${PLAIN_PATHS})${upTo}`;
    conditions.push(`file_row_number NOT IN (${deletes})`);
  }
  if (file.deletedPositions.length > 0) {
    conditions.push(`file_row_number NOT IN (${file.deletedPositions.join(", ")})`);
  }
  if (file.maxRowSnapshot !== undefined) {
    conditions.push(`_ducklake_internal_snapshot_id <= ${file.maxRowSnapshot}`);
  }
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  return fileReader(file) + where;
}

/** Rows that the catalog keeps, as a SELECT of the table's columns; none where there are none. */
export function inlineSelects(part: InlineScanPart, columns: readonly Column[]): string[] {
  if (part.rows.length === 0) return [];
  const names = columns.map((_, index) => `v${index}`);
  const rows = part.rows.map((row) => `(${row.map(defaultValue).join(", ")})`).join(", ");
  const list = columns.map((column, index) => castAs(names[index] ?? "", column)).join(", ");
  return [`SELECT ${list} FROM (VALUES ${rows}) AS inlined(${names.join(", ")})`];
}

/** The same for the few rows of one statement. One alone is planned as constants. */
export function passingSql(scan: TableScan): string {
  const [part, ...others] = scan.parts;
  const [row, ...more] = part?.kind === "inline" ? part.rows : [];
  if (row === undefined || more.length > 0 || others.length > 0) return scanSql(scan);
  const values = scan.columns.map((column, index) =>
    castAs(defaultValue(row[index] ?? null), column),
  );
  return `SELECT ${values.join(", ")}`;
}
