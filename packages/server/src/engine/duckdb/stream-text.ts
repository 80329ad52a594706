import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";

/** Streams the first column of a query, which must be text and never NULL. */
export async function* streamText(
  connection: DuckDBConnection,
  sqlText: string,
): AsyncGenerator<string> {
  const result = await connection.stream(sqlText);
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
