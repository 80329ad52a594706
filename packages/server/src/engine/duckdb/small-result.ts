import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBMaterializedResult,
  DuckDBResult,
} from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract";
import type { ExecuteRequest, ResultColumn, ResultPreview } from "../engine.ts";
import { type BoundQuery, runBound } from "./bind-query.ts";
import { jsonRow, storedName } from "./cell-text.ts";
import { readPreview } from "./read-preview.ts";

/** Characters of text that a small result has at most. */
const MAX_CHARACTERS = 65_536;
const MAX_ROWS = 2_048;

type Cells = (string | null)[];

export interface SmallResult {
  readonly rowCount: number;
  readonly cells: string;
  readonly preview: ResultPreview;
}

/** What was read of a result that is not small: chunks of text columns, see {@link TextChunks}. */
export interface LargerResult {
  readonly chunks: readonly DuckDBDataChunk[];
  readonly rest: TextChunks;
}

/** Chunks of text columns: the row as JSON, then each cell. */
type TextChunks = AsyncIterator<DuckDBDataChunk>;

export interface TextsOptions<R> {
  /** Whether the rows are few for certain; they are fetched at once then. */
  readonly areFew: boolean;
  readonly preview: ExecuteRequest["preview"];
  readonly onSmall: (result: SmallResult) => R;
  /** While it runs, the rest can be read. */
  readonly onLarger: (result: LargerResult) => Promise<R>;
}

/** Whether every value is the same again when its text is cast to its type. */
export function haveExactTexts(columns: readonly ResultColumn[]): boolean {
  return columns.every(({ type }) => type.kind === "scalar" || type.kind === "decimal");
}

/** Runs a statement for the texts of its values: no file is written or read back. */
export async function runForTexts<R>(
  connection: DuckDBConnection,
  bound: BoundQuery,
  options: TextsOptions<R>,
): Promise<R> {
  const types = bound.columns.map(({ type }) => type);
  const sqlText = `SELECT ${textColumns(types)} FROM (${bound.storedSql}) AS result`;
  if (options.areFew) {
    return readTexts(chunksOf(await runBound(connection, sqlText, bound.bind)), options);
  }
  const prepared = await connection.prepare(sqlText);
  try {
    bound.bind?.(prepared);
    return await readTexts(streamedChunks(await prepared.stream()), options);
  } finally {
    prepared.destroySync();
  }
}

async function* chunksOf(result: DuckDBMaterializedResult): AsyncGenerator<DuckDBDataChunk> {
  for (let index = 0; index < result.chunkCount; index += 1) yield result.getChunk(index);
}

async function* streamedChunks(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

async function readTexts<R>(rest: TextChunks, options: TextsOptions<R>): Promise<R> {
  const chunks: DuckDBDataChunk[] = [];
  const rows: Cells[] = [];
  let room = MAX_CHARACTERS;
  for (;;) {
    const { value: chunk, done } = await rest.next();
    if (done === true) break;
    chunks.push(chunk);
    if (rows.length + chunk.rowCount > MAX_ROWS) return options.onLarger({ chunks, rest });
    room = takeCells(chunk, rows, room);
    if (room < 0) return options.onLarger({ chunks, rest });
  }
  const { rows: shown } = await readPreview(jsonRows(chunks), options.preview);
  return options.onSmall({
    rowCount: rows.length,
    cells: JSON.stringify(rows),
    preview: { rows: shown, truncated: shown.length < rows.length },
  });
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
  return [jsonRow(types), ...cells].join(", ");
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
