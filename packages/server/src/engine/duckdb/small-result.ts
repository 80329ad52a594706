import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract";
import type { ExecuteRequest, ResultColumn, ResultPreview } from "../engine.ts";
import { type BoundQuery, runBound } from "./bind-query.ts";
import { jsonRow, storedName } from "./cell-text.ts";
import { readPreview } from "./read-preview.ts";

/** Characters of text that a small result has at most. */
const MAX_CHARACTERS = 65_536;

type Cells = (string | null)[];

export interface SmallResult {
  readonly rowCount: number;
  readonly cells: string;
  readonly preview: ResultPreview;
}

/** A few rows that are too long: chunks of text columns, the row as JSON and then each cell. */
export interface LongRows {
  readonly chunks: readonly DuckDBDataChunk[];
}

/** Whether every value is the same again when its text is cast to its type. */
export function haveExactTexts(columns: readonly ResultColumn[]): boolean {
  return columns.every(({ type }) => type.kind === "scalar" || type.kind === "decimal");
}

/** Runs a statement of few rows for the texts of its values: no file is written or read back. */
export async function runForTexts(
  connection: DuckDBConnection,
  bound: BoundQuery,
  preview: ExecuteRequest["preview"],
): Promise<SmallResult | LongRows> {
  const types = bound.columns.map(({ type }) => type);
  const sqlText = `SELECT ${textColumns(types)} FROM (${bound.storedSql}) AS result`;
  const result = await runBound(connection, sqlText, bound.bind);
  const chunks = Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
  const rows = shortRows(chunks);
  if (rows === undefined) return { chunks };
  const { rows: shown } = await readPreview(jsonRows(chunks), preview);
  return {
    rowCount: rows.length,
    cells: JSON.stringify(rows),
    preview: { rows: shown, truncated: shown.length < rows.length },
  };
}

function textColumns(types: readonly ColumnType[]): string {
  const cells = types.map((type, index) =>
    type.kind === "scalar" && type.name === "VARCHAR"
      ? storedName(index)
      : `CAST(${storedName(index)} AS VARCHAR)`,
  );
  return [jsonRow(types), ...cells].join(", ");
}

/** Cells of all rows; undefined when they are too long together. */
function shortRows(chunks: readonly DuckDBDataChunk[]): Cells[] | undefined {
  const rows: Cells[] = [];
  let room = MAX_CHARACTERS;
  for (const chunk of chunks) {
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const cells = cellsOf(chunk, row);
      room -= cells.reduce((sum, cell) => sum + (cell?.length ?? 4) + 3, 2);
      if (room < 0) return undefined;
      rows.push(cells);
    }
  }
  return rows;
}

function cellsOf(chunk: DuckDBDataChunk, row: number): Cells {
  const cells: Cells = [];
  for (let column = 1; column < chunk.columnCount; column += 1) {
    const cell = chunk.getColumnVector(column).getItem(row);
    if (cell !== null && typeof cell !== "string") throw new Error("a cell is no text");
    cells.push(cell);
  }
  return cells;
}

async function* jsonRows(chunks: readonly DuckDBDataChunk[]): AsyncGenerator<string> {
  for (const chunk of chunks) {
    const texts = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row += 1) yield String(texts.getItem(row));
  }
}
