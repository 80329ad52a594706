import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import type { BindParameters } from "./bind-parameters.ts";

/** Streams the first column of a query, which must be text and never NULL. */
export async function* streamText(
  connection: DuckDBConnection,
  sqlText: string,
  bind?: BindParameters,
): AsyncGenerator<string> {
  if (bind === undefined) {
    yield* textsOfStream(await connection.stream(sqlText));
    return;
  }
  const prepared = await connection.prepare(sqlText);
  try {
    bind(prepared);
    yield* textsOfStream(await prepared.stream());
  } finally {
    prepared.destroySync();
  }
}

async function* textsOfStream(result: DuckDBResult): AsyncGenerator<string> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield* textsOf(chunk);
  }
}

/** The same for few rows, which are held in memory. */
export async function* readText(
  connection: DuckDBConnection,
  sqlText: string,
): AsyncGenerator<string> {
  const result = await connection.run(sqlText);
  for (const chunk of await result.fetchAllChunks()) yield* textsOf(chunk);
}

function* textsOf(chunk: DuckDBDataChunk): Generator<string> {
  const vector = chunk.getColumnVector(0);
  for (let index = 0; index < chunk.rowCount; index += 1) {
    const text = vector.getItem(index);
    if (typeof text !== "string")
      throw new Error("the engine wrote a row as something else than text");
    yield text;
  }
}
