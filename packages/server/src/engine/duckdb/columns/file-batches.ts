import type { DuckDBDataChunk } from "@duckdb/node-api";

/** Rows that follow each other, of one file. */
export interface FileBatch {
  /** Which of the files that were asked for. */
  readonly file: number;
  /** Position of the first row in its file. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** Where the rows begin in the chunk that they came in. */
  readonly chunkStart: number;
}

interface BatchInChunk extends FileBatch {
  readonly chunk: DuckDBDataChunk;
  /** The result column that comes after the one that names the file. */
  readonly column: number;
}

/** Tells the rows of several files apart; what is read comes in order, so rows can be counted. */
export async function* batchesOf(
  chunks: AsyncIterable<DuckDBDataChunk>,
  paths: readonly string[],
): AsyncGenerator<BatchInChunk> {
  const isOne = paths.length === 1;
  const numbers = new Map(paths.map((path, number) => [path, number]));
  const column = isOne ? 0 : 1;
  let file = -1;
  let firstRow = 0;
  for await (const chunk of chunks) {
    for (const { path, start, end } of isOne ? [wholeOf(chunk)] : runsOf(chunk)) {
      const number = isOne ? 0 : numbers.get(path);
      if (number === undefined) throw new Error("a row came from a file that was not asked for");
      if (number !== file) firstRow = 0;
      file = number;
      const rowCount = end - start;
      yield { file, firstRow, rowCount, chunkStart: start, chunk, column };
      firstRow += rowCount;
    }
  }
}

interface Run {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

function wholeOf(chunk: DuckDBDataChunk): Run {
  return { path: "", start: 0, end: chunk.rowCount };
}

function* runsOf(chunk: DuckDBDataChunk): Generator<Run> {
  const paths = chunk.getColumnVector(0);
  let start = 0;
  while (start < chunk.rowCount) {
    const path = String(paths.getItem(start));
    let end = start + 1;
    while (end < chunk.rowCount && paths.getItem(end) === path) end += 1;
    yield { path, start, end };
    start = end;
  }
}
