import { type Column, sqlTypeText } from "@hotdata/contract/types";
import type { ColumnSource, InlineScanPart } from "../../engine.ts";
import { quoteIdentifier, quoteList, quoteLiteral } from "../sql-text.ts";

/** Some data files that have one layout. */
export interface FilesToRead {
  readonly paths: readonly string[];
  readonly source: ColumnSource;
  readonly column: Column;
}

/** Name of the column that tells the files apart, which no table has. */
export const FILE_COLUMN = "__hotdata_data_file";

/**
 * Reads one column of files, row by row in their order, file after file: with several files, the
 * first result column is the path. `values` makes result columns of the value.
 */
export function columnSql(files: FilesToRead, values: (value: string) => string): string {
  const { paths, source, column } = files;
  const value = source.from === "column" ? quoteIdentifier(source.name) : textOf(source.text);
  const typed = `CAST(${value} AS ${sqlTypeText(column.type)})`;
  const isOne = paths.length === 1;
  const file = isOne ? "" : `${FILE_COLUMN}, `;
  const named = isOne ? "" : `, filename = ${quoteLiteral(FILE_COLUMN)}`;
  const read = `read_parquet(${quoteList(paths)}, hive_partitioning = false${named})`;
  return `SELECT ${file}${values(typed)} FROM ${read}`;
}

/** The same of rows that are kept in the catalog. */
export function inlineColumnSql(
  { rows }: InlineScanPart,
  column: Column,
  values: (value: string) => string,
): string {
  const list = rows.map(([text = null]) => `(${textOf(text)})`).join(", ");
  const typed = `CAST(v AS ${sqlTypeText(column.type)})`;
  return `SELECT ${values(typed)} FROM (VALUES ${list}) AS inlined(v)`;
}

function textOf(text: string | null): string {
  return text === null ? "NULL" : quoteLiteral(text);
}
