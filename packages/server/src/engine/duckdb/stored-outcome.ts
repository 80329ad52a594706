import type { DuckDBConnection } from "@duckdb/node-api";
import type { ExecuteOutcome, ExecuteRequest, ResultColumn, ResultPreview } from "../engine.ts";
import { jsonRow } from "./cell-text.ts";
import { readPreview } from "../cells/read-preview.ts";
import { quoteLiteral } from "./sql-text.ts";
import { readText, streamText } from "./stream-text.ts";
import type { WrittenResult } from "./write-cells.ts";

/** So few rows, in so small a file, are quicker to fetch at once than to stream. */
const FEW_ROWS = 200;
const SMALL_FILE_BYTES = 65_536;

export interface StoredFile {
  readonly request: ExecuteRequest;
  readonly written: WrittenResult & Pick<ExecuteOutcome, "profile">;
}

/** The outcome of a statement whose result is in its file, with the rows that the file begins with. */
export async function storedOutcome(
  connection: DuckDBConnection,
  columns: readonly ResultColumn[],
  stored: StoredFile,
): Promise<ExecuteOutcome> {
  return { columns, ...stored.written, preview: await storedPreview(connection, columns, stored) };
}

async function storedPreview(
  connection: DuckDBConnection,
  columns: readonly ResultColumn[],
  { request, written: { rowCount, sizeBytes } }: StoredFile,
): Promise<ResultPreview> {
  if (rowCount === 0) return { rows: [], truncated: false };
  const row = jsonRow(columns.map((column) => column.type));
  const source = `read_parquet(${quoteLiteral(request.resultPath)})`;
  const limit = Math.min(request.preview.maxRows, rowCount);
  const sqlText = `SELECT ${row} FROM ${source} LIMIT ${limit}`;
  const isSmall = limit <= FEW_ROWS && sizeBytes <= SMALL_FILE_BYTES;
  const texts = isSmall ? readText(connection, sqlText) : streamText(connection, sqlText);
  const { rows } = await readPreview(texts, request.preview);
  return { rows, truncated: rows.length < rowCount };
}
