import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import { type FileScanPart, type InlineScanPart, SqlError } from "../../engine.ts";
import type { CandidateRows } from "../../keyed-change.ts";
import { hasPlaces } from "../reduced-files.ts";
import { quoteIdentifier, quoteList, quoteLiteral } from "../sql-text.ts";

/** A table column to read, under the alias `name`. */
export interface WantedColumn {
  readonly name: string;
  /** Its place among the table's columns. */
  readonly index: number;
  readonly type: ColumnType;
}

/** Stands for the number of a file in rows that are kept in the catalog. */
export const INLINED = -1;

/**
 * SQL that reads candidate rows with `f`, the number of their file in the scan (or {@link INLINED}),
 * and `pos`, their place in it (or their id); deleted ones too.
 */
export function candidateSql(rows: CandidateRows, wanted: readonly WantedColumn[]): string {
  const selects: string[] = [];
  let firstFile = 0;
  for (const part of rows.scan.parts) {
    if (part.kind === "inline") selects.push(inlinedSelect(part, rows, wanted));
    else {
      selects.push(fileSelect(part, firstFile, wanted));
      firstFile += part.files.length;
    }
  }
  return selects.join("\nUNION ALL\n");
}

/** Paths of the scan's data files; their places are their numbers. */
export function candidateFiles(rows: CandidateRows): FileScanPart["files"] {
  return rows.scan.parts.flatMap((part) => (part.kind === "files" ? part.files : []));
}

function fileSelect(
  part: FileScanPart,
  firstFile: number,
  wanted: readonly WantedColumn[],
): string {
  if (!hasPlaces(part.sources)) {
    throw new SqlError(
      "rows of a table with a column named file_index or file_row_number cannot be changed by key; " +
        "load the table anew with another name for it",
    );
  }
  const values = wanted.map((column) => {
    const source = part.sources[column.index];
    if (source === undefined) throw new Error(`the scan has no column ${column.index}`);
    const value = source.from === "column" ? quoteIdentifier(source.name) : literal(source.text);
    return castAs(value, column);
  });
  const paths = quoteList(part.files.map(({ path }) => path));
  const list = [`CAST(file_index AS INTEGER) + ${firstFile} AS f`, "file_row_number AS pos"];
  return (
    `SELECT ${[...list, ...values].join(", ")} ` +
    `FROM read_parquet(${paths}, hive_partitioning = false)`
  );
}

function inlinedSelect(
  part: InlineScanPart,
  { scan, inlinedRowIds }: CandidateRows,
  wanted: readonly WantedColumn[],
): string {
  const tuples = part.rows.map((row, index) => {
    const values = wanted.map((column) => {
      const tableType = scan.columns[column.index]?.type;
      if (tableType === undefined) throw new Error(`the scan has no column ${column.index}`);
      return `CAST(${literal(row[column.index] ?? null)} AS ${sqlTypeText(tableType)})`;
    });
    return `(${[inlinedRowIds[index], ...values].join(", ")})`;
  });
  const names = wanted.map((_, index) => `v${index}`);
  const values = wanted.map((column, index) => castAs(`v${index}`, column));
  return (
    `SELECT ${[`${INLINED} AS f`, "pos", ...values].join(", ")} ` +
    `FROM (VALUES ${tuples.join(", ")}) AS inlined(${["pos", ...names].join(", ")})`
  );
}

function castAs(value: string, { name, type }: WantedColumn): string {
  return `CAST(${value} AS ${sqlTypeText(type)}) AS ${quoteIdentifier(name)}`;
}

function literal(text: string | null): string {
  return text === null ? "NULL" : quoteLiteral(text);
}
