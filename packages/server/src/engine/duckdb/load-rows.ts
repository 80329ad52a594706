import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PLAIN_CSV } from "../csv-options.ts";
import { type LoadSource, SqlError } from "../engine.ts";
import { csvColumns, csvRows, plainCsvReader } from "./csv/csv-rows.ts";
import { jsonColumns, jsonRows, plainJsonRows } from "./json/json-rows.ts";
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

/**
 * Lends a query that reads a source's rows without changing any value: it fails where it would, or
 * leaves such rows out when the source asks for that.
 */
export async function withLoadRows<T>(
  context: RowsContext,
  source: LoadSource,
  use: (rows: LoadRows) => Promise<T>,
): Promise<T> {
  const { layout } = source;
  if (layout === undefined) {
    return use({ sqlText: `SELECT * FROM ${sourceReader(source)}`, rowCount: undefined });
  }
  if (layout.isPlain && layout.kind === "json" && Object.keys(source.types ?? {}).length === 0) {
    return use({ sqlText: plainJsonRows(source, layout), rowCount: layout.rowCount });
  }
  if (layout.isPlain && layout.kind === "csv") {
    const reader = plainCsvReader(source, layout);
    const sql = rowsSql(reader, csvColumns(source, layout), source.csv?.nullTexts ?? []);
    return use({ sqlText: strictRowsSql(sql), rowCount: undefined });
  }
  return withTextRows(context, source, async ({ sql, columns, rowCount }) => {
    if (source.rejectsBadRows) return use({ sqlText: goodRowsSql(sql), rowCount: undefined });
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
  source: LoadSource,
  use: (rows: TextRows) => Promise<T>,
): Promise<T> {
  const { layout } = source;
  if (layout === undefined) throw new Error("a text file is read before it was inspected");
  const isCsv = layout.kind === "csv";
  const columns = isCsv ? csvColumns(source, layout) : jsonColumns(source, layout);
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
    `${label}, line ${String(line)}, column "${String(column)}": ` +
      `${JSON.stringify(value)} is ${String(reason)}`,
  );
}
