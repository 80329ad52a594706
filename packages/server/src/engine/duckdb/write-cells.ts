import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import type { CellsRequest, ResultColumn } from "../engine.ts";
import { storedName } from "./cell-text.ts";
import { quoteLiteral } from "./sql-text.ts";

export interface WrittenResult {
  readonly rowCount: number;
  readonly sizeBytes: number;
}

/** How the rows of every stored result are written. */
export const STORED_FORMAT = "FORMAT parquet, COMPRESSION lz4_raw, RETURN_STATS";

/** Writes the rows of a small result to the file that they would have been written to at once. */
export async function writeCells(
  connection: DuckDBConnection,
  { columns, cells, targetPath }: CellsRequest,
): Promise<WrittenResult> {
  const values = columns.map((column, index) => castTo(column, `cells[${index + 1}]`, index));
  const rows = `SELECT unnest(from_json(CAST($1 AS VARCHAR), '[["VARCHAR"]]')) AS cells`;
  const prepared = await connection.prepare(
    `COPY (SELECT ${values.join(", ")} FROM (${rows})) TO ${quoteLiteral(targetPath)} (${STORED_FORMAT})`,
  );
  try {
    prepared.bindVarchar(1, cells);
    return writtenResult(await (await prepared.run()).getRowObjects());
  } finally {
    prepared.destroySync();
  }
}

/** Writes a few long rows, by way of a table of the given connection, which stays. */
export async function writeLongRows(
  connection: DuckDBConnection,
  chunks: readonly DuckDBDataChunk[],
  { columns, targetPath }: Omit<CellsRequest, "cells">,
): Promise<WrittenResult> {
  const texts = columns.map((_, index) => `${storedName(index)} VARCHAR`).join(", ");
  await connection.run(`CREATE TEMP TABLE long_rows (${texts})`);
  const appender = await connection.createAppender("long_rows", "main", "temp");
  try {
    for (const chunk of chunks) appender.appendDataChunk(chunk);
  } finally {
    appender.closeSync();
  }
  const values = columns.map((column, index) => castTo(column, storedName(index), index));
  const copied = await connection.run(
    `COPY (SELECT ${values.join(", ")} FROM temp.main.long_rows) ` +
      `TO ${quoteLiteral(targetPath)} (${STORED_FORMAT})`,
  );
  return writtenResult(await copied.getRowObjects());
}

function castTo({ type }: ResultColumn, text: string, index: number): string {
  return `CAST(${text} AS ${sqlTypeText(type)}) AS ${storedName(index)}`;
}

/** What COPY says of the one file that it wrote. */
export function writtenResult([stats]: readonly Record<string, unknown>[]): WrittenResult {
  if (stats === undefined) throw new Error("COPY returned no statistics");
  return { rowCount: Number(stats["count"]), sizeBytes: Number(stats["file_size_bytes"]) };
}
