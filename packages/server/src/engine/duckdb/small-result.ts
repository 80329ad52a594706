import type { DuckDBConnection, DuckDBDataChunk, DuckDBMaterializedResult } from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract";
import type { ExecuteRequest, ResultColumn, ResultPreview } from "../engine.ts";
import { type BoundQuery, runBound } from "./bind-query.ts";
import { cellJson } from "../cells/cell-json.ts";
import {
  type Cells,
  charactersOf,
  MAX_CHARACTERS,
  MAX_ROWS,
  smallCells,
} from "../cells/small-cells.ts";
import { storedName } from "./cell-text.ts";
import type { ReadCell } from "./plain-cell.ts";

/** As many rows show that there are more than a small result has. */
export const ENOUGH_ROWS = MAX_ROWS + 1;

export type SmallResult =
  | {
      readonly kind: "small";
      readonly rowCount: number;
      readonly cells: string;
      readonly preview: ResultPreview;
    }
  /** All of few rows that are too long. */
  | { readonly kind: "long"; readonly chunks: readonly DuckDBDataChunk[] }
  /** There are more rows than were asked for. */
  | { readonly kind: "many" };

export interface SmallOptions {
  /** Whether there are few rows for certain. */
  readonly areFew: boolean;
  readonly preview: ExecuteRequest["preview"];
}

/** A column that is read cell by cell. */
export interface ReadColumn {
  /** As it is delivered. */
  readonly type: ColumnType;
  readonly read: ReadCell;
}

/**
 * Whether every value is the same again when its text is cast to its type. The engine does not read
 * the texts of the last times with a zone that it writes.
 */
export function haveExactTexts(columns: readonly ResultColumn[]): boolean {
  return columns.every(
    ({ type }) =>
      cellJson(type) !== undefined && !(type.kind === "scalar" && type.name === "TIMESTAMPTZ"),
  );
}

/** Runs a statement for the texts of its values: no file is written or read back. */
export async function runForTexts(
  connection: DuckDBConnection,
  bound: BoundQuery,
  options: SmallOptions,
): Promise<SmallResult> {
  const types = bound.columns.map(({ type }) => type);
  const limit = options.areFew ? "" : ` LIMIT ${ENOUGH_ROWS}`;
  const sqlText = `SELECT ${textColumns(types)} FROM (${bound.storedSql}) AS result${limit}`;
  const result = await runBound(connection, sqlText, bound.bind);
  const columns = types.map((type) => ({ type, read: readText }));
  const read = await readSmall(result, columns, options);
  if (read === undefined) throw new Error("a cell is no text");
  return read;
}

/** Undefined where a value's text is not known. */
export async function readSmall(
  result: DuckDBMaterializedResult,
  columns: readonly ReadColumn[],
  { areFew, preview: previewSize }: SmallOptions,
): Promise<SmallResult | undefined> {
  if (!areFew && result.rowCount > MAX_ROWS) return { kind: "many" };
  const chunks = Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
  const rows: Cells[] = [];
  let room = MAX_CHARACTERS;
  for (const chunk of chunks) {
    const left = takeCells(chunk, columns, { rows, room });
    if (left === undefined) return undefined;
    room = left;
  }
  if (room < 0) return { kind: "long", chunks };
  const types = columns.map(({ type }) => type);
  return { kind: "small", ...(await smallCells({ rows, types }, previewSize)) };
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

interface Taken {
  readonly rows: Cells[];
  readonly room: number;
}

/** Adds a chunk's rows; returns how many characters there is room for still, negative: too few. */
function takeCells(
  chunk: DuckDBDataChunk,
  columns: readonly ReadColumn[],
  { rows, room }: Taken,
): number | undefined {
  const vectors = columns.map((_, index) => chunk.getColumnVector(index));
  let left = room;
  for (let row = 0; row < chunk.rowCount && left >= 0; row += 1) {
    const cells: Cells = [];
    for (const [index, { read }] of columns.entries()) {
      const value = vectors[index]?.getItem(row) ?? null;
      const cell = value === null ? null : read(value);
      if (cell === undefined) return undefined;
      cells.push(cell);
    }
    left -= charactersOf(cells);
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
