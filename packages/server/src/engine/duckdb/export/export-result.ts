import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ExportPiece, ExportRequest, TextFormat } from "../../engine.ts";
import { csvRow, jsonRow, markdownRow } from "../cell-text.ts";
import { engineError } from "../engine-error.ts";
import { interruptible } from "../interruptible.ts";
import { quoteLiteral } from "../sql-text.ts";
import { streamText } from "../stream-text.ts";
import { headerText } from "./header-text.ts";
import { BLOCK_ROWS, GROUP_ROWS, type RowRange, rowSpans } from "./row-spans.ts";
import { measureRows, type StoredRows, textSql } from "./stored-rows.ts";

const PIECE_CHARACTERS = 256 * 1024;
/** So many rows are measured at a time. */
const WINDOW_ROWS = 4 * GROUP_ROWS;

/** A row of JSON begins with the comma that parts it from the row before. */
const ROW_SQL = {
  json: (types) => `',' || ${jsonRow(types)}`,
  csv: csvRow,
  md: markdownRow,
} as const satisfies Record<TextFormat, typeof jsonRow>;

/** Where an export works. */
export interface ExportPlace {
  readonly connection: DuckDBConnection;
  /** Folder for what is written on the way. */
  readonly scratchDir: string;
}

/** Writes a stored result as text, piece by piece; the header of CSV and Markdown comes first. */
export async function* exportResult(
  place: ExportPlace,
  request: ExportRequest,
  signal: AbortSignal,
): AsyncGenerator<ExportPiece> {
  const { columns, format, offset, limit, rowCount } = request;
  const header = headerText(columns, format);
  if (header !== "") yield Buffer.from(header);
  const to = limit === undefined ? rowCount : Math.min(rowCount, offset + limit);
  if (offset >= to) return;
  const file = await materialise(request, place.scratchDir);
  const rowSql = ROW_SQL[format](columns.map((column) => column.type));
  const rowEnd = format === "json" ? "" : "\n";
  const rows: StoredRows = { path: file.path, columns, rowSql, rowEnd };
  try {
    const pieces = textPieces(place, rows, { from: offset, to }, signal);
    yield* format === "json" ? withoutFirstComma(pieces) : pieces;
  } catch (error) {
    throw engineError(error, { replacements: [[file.path, "the stored result"]] });
  } finally {
    await file.remove();
  }
}

/**
 * The first rows come at once, so that few are quick; then as many as make a file of some size,
 * written by all of the engine's threads and never seen by this one.
 */
async function* textPieces(
  place: ExportPlace,
  rows: StoredRows,
  { from, to }: RowRange,
  signal: AbortSignal,
): AsyncGenerator<ExportPiece> {
  const { connection } = place;
  const first = Math.min((Math.floor(from / BLOCK_ROWS) + 1) * BLOCK_ROWS, to);
  yield* streamed(connection, rows, { from, to: first }, signal);
  for (let start = first; start < to;) {
    const end = Math.min((Math.floor(start / WINDOW_ROWS) + 1) * WINDOW_ROWS, to);
    const window = { from: start, to: end };
    const measured = await interruptible(connection, signal, () =>
      measureRows(connection, rows, window),
    );
    for (const span of rowSpans(measured)) {
      yield* span.isWide
        ? streamed(connection, rows, span, signal)
        : written(place, rows, span, signal);
    }
    start = end;
  }
}

async function* streamed(
  connection: DuckDBConnection,
  stored: StoredRows,
  range: RowRange,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const rows = streamText(connection, textSql(stored, range));
  let pending: string[] = [];
  let size = 0;
  for (;;) {
    const next = await interruptible(connection, signal, () => rows.next());
    if (next.done === true) break;
    pending.push(next.value, stored.rowEnd);
    size += next.value.length + 1;
    if (size < PIECE_CHARACTERS) continue;
    yield Buffer.from(pending.join(""));
    pending = [];
    size = 0;
  }
  if (pending.length > 0) yield Buffer.from(pending.join(""));
}

/** Without quotes, the writer of CSV takes every text as it is and ends it with a line break. */
const AS_IS = "FORMAT csv, HEADER false, QUOTE '', ESCAPE ''";

async function* written(
  { connection, scratchDir }: ExportPlace,
  rows: StoredRows,
  range: RowRange,
  signal: AbortSignal,
): AsyncGenerator<ExportPiece> {
  const path = join(scratchDir, `${randomUUID()}.text`);
  try {
    await interruptible(connection, signal, () =>
      connection.run(`COPY (${textSql(rows, range)}) TO ${quoteLiteral(path)} (${AS_IS})`),
    );
    yield { path };
  } finally {
    await rm(path, { force: true });
  }
}

async function* withoutFirstComma(pieces: AsyncIterable<ExportPiece>): AsyncGenerator<ExportPiece> {
  let isFirst = true;
  for await (const piece of pieces) {
    yield isFirst && piece instanceof Uint8Array ? piece.subarray(1) : piece;
    isFirst = false;
  }
}

async function materialise(
  { result }: ExportRequest,
  scratchDir: string,
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  if ("path" in result) return { path: result.path, remove: async () => {} };
  const path = join(scratchDir, `${randomUUID()}.parquet`);
  await writeFile(path, result.bytes);
  return { path, remove: () => rm(path, { force: true }) };
}
