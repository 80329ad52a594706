import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract";
import type { ExecuteRequest, ResultColumn, ResultPreview } from "../engine.ts";
import { type BoundQuery, runBound } from "./bind-query.ts";
import { cellJson } from "./cell-json.ts";
import { storedName } from "./cell-text.ts";
import { readPreview } from "./read-preview.ts";

/** Characters of text that a small result has at most. */
const MAX_CHARACTERS = 65_536;
const MAX_ROWS = 2_048;

type Cells = (string | null)[];

export type TextResult =
  | {
      readonly kind: "small";
      readonly rowCount: number;
      readonly cells: string;
      readonly preview: ResultPreview;
    }
  /** All of few rows that are too long, in text columns. */
  | { readonly kind: "long"; readonly chunks: readonly DuckDBDataChunk[] }
  /** There are more rows than were asked for. */
  | { readonly kind: "many" };

export interface TextsOptions {
  /** Whether there are few rows for certain. */
  readonly areFew: boolean;
  readonly preview: ExecuteRequest["preview"];
}

/**
 * Whether every value is the same again when its text is cast to its type. The engine does not read
 * the texts of the last times with a zone that it writes.
 */
export function haveExactTexts(columns: readonly ResultColumn[]): boolean {
  return columns.every(({ type }) => cellJson(type) !== undefined);
}

/** Runs a statement for the texts of its values: no file is written or read back. */
export async function runForTexts(
  connection: DuckDBConnection,
  bound: BoundQuery,
  { areFew, preview: previewSize }: TextsOptions,
): Promise<TextResult> {
  const types = bound.columns.map(({ type }) => type);
  const limit = areFew ? "" : ` LIMIT ${MAX_ROWS + 1}`;
  const sqlText = `SELECT ${textColumns(types)} FROM (${bound.storedSql}) AS result${limit}`;
  const result = await runBound(connection, sqlText, bound.bind);
  if (!areFew && result.rowCount > MAX_ROWS) return { kind: "many" };
  const chunks = Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
  const rows: Cells[] = [];
  let room = MAX_CHARACTERS;
  for (const chunk of chunks) room = takeCells(chunk, rows, room);
  if (room < 0) return { kind: "long", chunks };
  const { rows: shown } = await readPreview(jsonRows(rows, types), previewSize);
  const preview = { rows: shown, truncated: shown.length < rows.length };
  return { kind: "small", rowCount: rows.length, cells: JSON.stringify(rows), preview };
}

/** Adds a chunk's rows; returns how many characters there is room for still, negative: too few. */
function takeCells(chunk: DuckDBDataChunk, rows: Cells[], room: number): number {
  let left = room;
  for (let row = 0; row < chunk.rowCount && left >= 0; row += 1) {
    const cells = cellsOf(chunk, row);
    left -= cells.reduce((sum, cell) => sum + (cell?.length ?? 4) + 3, 2);
    rows.push(cells);
  }
  return left;
}

function textColumns(types: readonly ColumnType[]): string {
  const cells = types.map((type, index) =>
    type.kind === "scalar" && type.name === "VARCHAR"
      ? storedName(index)
      : `CAST(${storedName(index)} AS VARCHAR)`,
  );
  return cells.join(", ");
}

function cellsOf(chunk: DuckDBDataChunk, row: number): Cells {
  const cells: Cells = [];
  for (let column = 0; column < chunk.columnCount; column += 1) {
    const cell = chunk.getColumnVector(column).getItem(row);
    if (cell !== null && typeof cell !== "string") throw new Error("a cell is no text");
    cells.push(cell);
  }
  return cells;
}

function* jsonRows(rows: readonly Cells[], types: readonly ColumnType[]): Generator<string> {
  const writers = types.map(cellJson);
  for (const cells of rows) {
    const texts = cells.map((cell, index) =>
      cell === null ? "null" : (writers[index]?.(cell) ?? "null"),
    );
    yield `[${texts.join(",")}]`;
  }
}
