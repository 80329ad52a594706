import { DuckDBVarCharVector, type DuckDBDataChunk } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract/types";
import type { InlineScanPart } from "../../engine.ts";
import type { ColumnReader } from "./column-reader.ts";
import { columnSql, type FilesToRead, inlineColumnSql } from "./column-sql.ts";
import { type FileBatch, batchesOf } from "./file-batches.ts";

/** Values of rows that follow each other in a file. */
export interface TextBatch extends FileBatch {
  /** One for each row; null where there is none. */
  readonly texts: readonly (string | null)[];
}

export const AS_TEXT = (value: string): string => `CAST(${value} AS VARCHAR)`;

/** Reads a column as text. */
export async function* readTexts(
  reader: ColumnReader,
  files: FilesToRead,
  signal: AbortSignal,
): AsyncGenerator<TextBatch> {
  const chunks = reader.read(columnSql(files, AS_TEXT), signal);
  for await (const { chunk, column, ...batch } of batchesOf(chunks, files.paths)) {
    yield { ...batch, texts: textsOf(chunk, column, batch) };
  }
}

export async function* readInlineTexts(
  reader: ColumnReader,
  { part, column }: { readonly part: InlineScanPart; readonly column: Column },
  signal: AbortSignal,
): AsyncGenerator<TextBatch> {
  const chunks = reader.read(inlineColumnSql(part, column, AS_TEXT), signal);
  for await (const { chunk, column: at, ...batch } of batchesOf(chunks, [""])) {
    yield { ...batch, texts: textsOf(chunk, at, batch) };
  }
}

function textsOf(
  chunk: DuckDBDataChunk,
  column: number,
  { chunkStart, rowCount }: FileBatch,
): (string | null)[] {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBVarCharVector)) throw new Error("a text column came as another");
  return Array.from({ length: rowCount }, (_, index) => vector.getItem(chunkStart + index));
}
