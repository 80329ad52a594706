import { DuckDBFloatVector, DuckDBListVector, type DuckDBDataChunk } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract/types";
import type { InlineScanPart } from "../../engine.ts";
import { quoteList, quoteLiteral } from "../sql-text.ts";
import type { ColumnReader } from "./column-reader.ts";
import { columnSql, FILE_COLUMN, type FilesToRead, inlineColumnSql } from "./column-sql.ts";
import { batchesOf } from "./file-batches.ts";

/** Vectors of some rows of a file; rows without one are left out. */
export interface VectorBatch {
  /** Which of the files that were asked for. */
  readonly file: number;
  /** Rows that were read, also those without a vector. */
  readonly rowCount: number;
  /** Positions in the file, ascending from batch to batch. */
  readonly rows: Uint32Array;
  /** The vector of each row; good until the next batch. */
  readonly vectors: readonly Float32Array[];
}

/** The vector, and how many of its numbers are not NULL. */
const AS_VECTOR = (value: string): string =>
  `CAST(${value} AS FLOAT[]), CAST(list_count(${value}) AS INTEGER)`;

/** Reads a column of lists of numbers; a list with a NULL in it is no vector. */
export async function* readVectors(
  reader: ColumnReader,
  files: FilesToRead,
  signal: AbortSignal,
): AsyncGenerator<VectorBatch> {
  const chunks = reader.read(columnSql(files, AS_VECTOR), signal);
  for await (const { file, firstRow, rowCount, chunkStart, chunk, column } of batchesOf(
    chunks,
    files.paths,
  )) {
    const rowOf = (index: number): number => firstRow + index - chunkStart;
    const found = vectorsOf(
      chunk,
      { column, start: chunkStart, end: chunkStart + rowCount },
      rowOf,
    );
    yield { file, rowCount, ...found };
  }
}

export async function* readInlineVectors(
  reader: ColumnReader,
  { part, column }: { readonly part: InlineScanPart; readonly column: Column },
  signal: AbortSignal,
): AsyncGenerator<VectorBatch> {
  let firstRow = 0;
  for await (const chunk of reader.read(inlineColumnSql(part, column, AS_VECTOR), signal)) {
    const { rowCount } = chunk;
    const first = firstRow;
    const found = vectorsOf(
      chunk,
      { column: 0, start: 0, end: rowCount },
      (index) => first + index,
    );
    yield { file: 0, rowCount, ...found };
    firstRow += rowCount;
  }
}

/** Reads files of the columns `row` and `vector`, which say themselves which row a vector is of. */
export async function* readRowVectors(
  reader: ColumnReader,
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<VectorBatch> {
  const named = paths.length === 1 ? "" : `, filename = ${quoteLiteral(FILE_COLUMN)}`;
  const file = paths.length === 1 ? "" : `${FILE_COLUMN}, `;
  const chunks = reader.read(
    `SELECT ${file}${AS_VECTOR("vector")}, "row" FROM read_parquet(${quoteList(paths)}${named})`,
    signal,
  );
  for await (const { chunkStart, chunk, column, ...batch } of batchesOf(chunks, paths)) {
    const rows = chunk.getColumnVector(column + 2);
    const place = { column, start: chunkStart, end: chunkStart + batch.rowCount };
    const found = vectorsOf(chunk, place, (index) => Number(rows.getItem(index)));
    yield { file: batch.file, rowCount: batch.rowCount, ...found };
  }
}

interface PlaceInChunk {
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

function vectorsOf(
  chunk: DuckDBDataChunk,
  { column, start, end }: PlaceInChunk,
  rowOf: (index: number) => number,
): { readonly rows: Uint32Array; readonly vectors: Float32Array[] } {
  const lists = chunk.getColumnVector(column);
  const counts = chunk.getColumnVector(column + 1);
  if (!(lists instanceof DuckDBListVector)) throw new Error("a column of lists came as another");
  const numbers = lists.childVector;
  if (!(numbers instanceof DuckDBFloatVector)) throw new Error("lists came with other numbers");
  // It has them in one array; asked for one by one, those of a million rows take seconds longer.
  const items = numbers["items"];
  const rows: number[] = [];
  const vectors: Float32Array[] = [];
  for (let index = start; index < end; index += 1) {
    const count = counts.getItem(index);
    if (count === null || count === 0) continue;
    const length = lists.getEntryLength(index);
    if (count !== length) continue;
    const from = lists.getEntryOffset(index);
    rows.push(rowOf(index));
    vectors.push(items.subarray(from, from + length));
  }
  return { rows: Uint32Array.from(rows), vectors };
}
