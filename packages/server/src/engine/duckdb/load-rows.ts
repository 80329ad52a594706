import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection, Json } from "@duckdb/node-api";
import { PLAIN_CSV } from "../csv-options.ts";
import { type LoadSource, SqlError } from "../engine.ts";
import { csvColumns, csvRows, plainCsvColumns, plainCsvReader } from "./csv/csv-rows.ts";
import { jsonColumns, jsonRows, plainJsonRows } from "./json/json-rows.ts";
import { withRowsOfText } from "./rows/rows-of-text.ts";
import { sourceReader } from "./source-reader.ts";
import { canonicalReader, writeCanonicalRows } from "./text/canonical-rows.ts";
import {
  badRowsSql,
  goodRowsSql,
  type RowsSql,
  rowsSql,
  strictRowsSql,
  type TextColumn,
} from "./text/rows-sql.ts";

export interface RowsContext {
  readonly connection: DuckDBConnection;
  /** Folder for what is written on the way. */
  readonly scratchDir: string;
  readonly signal: AbortSignal;
}

/** What a source's rows are read with. */
export interface LoadRows {
  /** A query of the source's columns under their names. */
  readonly sqlText: string;
  /** How many rows there are, where that is known apart from the query. */
  readonly rowCount: number | undefined;
}

/** A source, and which of its columns count: the others are not even looked at. */
export interface UsedSource {
  readonly source: LoadSource;
  readonly usedColumns: ReadonlySet<string>;
}

/**
 * Lends a query that reads a source's rows without changing any value: it fails where it would, or
 * leaves such rows out when the source asks for that.
 */
export async function withLoadRows<T>(
  context: RowsContext,
  { source, usedColumns }: UsedSource,
  use: (rows: LoadRows) => Promise<T>,
): Promise<T> {
  const { layout } = source;
  if (source.format === "rows") return withRowsOfText(context, source, usedColumns, use);
  if (layout === undefined) {
    return use({ sqlText: `SELECT * FROM ${sourceReader(source)}`, rowCount: undefined });
  }
  if (layout.isPlain && layout.kind === "json" && Object.keys(source.types ?? {}).length === 0) {
    return use({ sqlText: plainJsonRows(source, layout), rowCount: layout.rowCount });
  }
  if (layout.isPlain && layout.kind === "csv") {
    const reader = plainCsvReader(source, layout);
    const columns = onlyUsed(plainCsvColumns(source, layout), usedColumns);
    const sql = rowsSql(reader, columns, source.csv?.nullTexts ?? []);
    return use({ sqlText: strictRowsSql(sql), rowCount: undefined });
  }
  // Rows that are left out are told by all of their columns.
  const used = source.rejectsBadRows === true ? undefined : usedColumns;
  return withTextRows(context, { source, usedColumns: used }, async (rows) => {
    const { sql, columns, rowCount } = rows;
    if (used === undefined) return use({ sqlText: goodRowsSql(sql), rowCount: undefined });
    try {
      return await use({ sqlText: strictRowsSql(sql), rowCount });
    } catch (error) {
      throw (await findBadRow(context.connection, source, badRowsSql(sql, columns))) ?? error;
    }
  });
}

interface TextRows {
  readonly sql: RowsSql;
  readonly columns: readonly TextColumn[];
  readonly rowCount: number;
}

/** Lends the rows of a text file, written again for as long as they are used. */
export async function withTextRows<T>(
  { scratchDir, signal }: RowsContext,
  { source, usedColumns }: { source: LoadSource; usedColumns: ReadonlySet<string> | undefined },
  use: (rows: TextRows) => Promise<T>,
): Promise<T> {
  const { layout } = source;
  if (layout === undefined) throw new Error("a text file is read before it was inspected");
  const isCsv = layout.kind === "csv";
  const all = isCsv ? csvColumns(source, layout) : jsonColumns(source, layout);
  const columns = usedColumns === undefined ? all : onlyUsed(all, usedColumns);
  const rows = isCsv ? csvRows(source, layout, signal) : jsonRows(source, layout, signal);
  const path = join(scratchDir, `${randomUUID()}.csv`);
  const columnCount = columns.length;
  const keepsRaw = source.rejectsBadRows === true;
  try {
    const written = await writeCanonicalRows({ rows, columnCount, keepsRaw, path });
    const { nullTexts } = (isCsv ? source.csv : undefined) ?? PLAIN_CSV;
    const sql = rowsSql(canonicalReader(written), columns, nullTexts);
    return await use({ sql, columns, rowCount: written.rowCount });
  } finally {
    await rm(path, { force: true });
  }
}

function onlyUsed(
  columns: readonly TextColumn[],
  usedColumns: ReadonlySet<string>,
): readonly TextColumn[] {
  const used = new Set([...usedColumns].map((name) => name.toLowerCase()));
  return columns.map((column) => {
    if (used.has(column.name.toLowerCase())) return column;
    return { ...column, reading: { value: (text) => text, isExact: undefined } };
  });
}

/** The error that names the first bad row; undefined when there is none. */
async function findBadRow(
  connection: DuckDBConnection,
  { label }: LoadSource,
  badRows: string,
): Promise<SqlError | undefined> {
  const reader = await connection.runAndReadAll(`${badRows} LIMIT 1`);
  const [row] = reader.getRowObjectsJson();
  if (row === undefined) return undefined;
  const { line, column, value, reason } = row;
  return new SqlError(
    `${label}, line ${textOf(line)}, column "${textOf(column)}": ` +
      `${shown(textOf(value))} is ${textOf(reason)}`,
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

const SHOWN_LENGTH = 200;

function shown(value: string): string {
  const cut = value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
  return JSON.stringify(cut);
}
