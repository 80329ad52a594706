import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import type { CellsRequest, ResultColumn } from "../engine.ts";
import { NO_BLOOM_FILTERS } from "./bloom-filters.ts";
import { storedName } from "./cell-text.ts";
import { quoteLiteral } from "./sql-text.ts";

export interface WrittenResult {
  readonly rowCount: number;
  readonly sizeBytes: number;
}

/** How the rows of every stored result are written. */
export const STORED_FORMAT = `FORMAT parquet, COMPRESSION lz4_raw, RETURN_STATS, ${NO_BLOOM_FILTERS}`;

/** Writes the rows of a small result to the file that they would have been written to at once. */
export async function writeCells(
  connection: DuckDBConnection,
  { columns, cells, targetPath }: CellsRequest,
): Promise<WrittenResult> {
  const values = columns.map(
    (column, index) => `${castTo(column, `cells[${index + 1}]`)} AS ${storedName(index)}`,
  );
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

export interface LongRows {
  readonly chunks: readonly DuckDBDataChunk[];
  /** Of the columns of the chunks. */
  readonly types: readonly string[];
  /** SQL that makes the columns of the file of those of the chunks, under their stored names. */
  readonly values: readonly string[];
}

/** Writes a few long rows, by way of a table of the given connection, which stays. */
export async function writeLongRows(
  connection: DuckDBConnection,
  { chunks, types, values }: LongRows,
  targetPath: string,
): Promise<WrittenResult> {
  const columns = types.map((type, index) => `${storedName(index)} ${type}`).join(", ");
  await connection.run(`CREATE TEMP TABLE long_rows (${columns})`);
  const appender = await connection.createAppender("long_rows", "main", "temp");
  try {
    for (const chunk of chunks) appender.appendDataChunk(chunk);
  } finally {
    appender.closeSync();
  }
  const named = values.map((value, index) => `${value} AS ${storedName(index)}`);
  const copied = await connection.run(
    `COPY (SELECT ${named.join(", ")} FROM temp.main.long_rows) ` +
      `TO ${quoteLiteral(targetPath)} (${STORED_FORMAT})`,
  );
  return writtenResult(await copied.getRowObjects());
}

/** A value of a result's column of its text. */
export function castTo({ type }: ResultColumn, text: string): string {
  return `CAST(${text} AS ${sqlTypeText(type)})`;
}

/** What COPY says of the one file that it wrote. */
export function writtenResult([stats]: readonly Record<string, unknown>[]): WrittenResult {
  if (stats === undefined) throw new Error("COPY returned no statistics");
  return { rowCount: Number(stats["count"]), sizeBytes: Number(stats["file_size_bytes"]) };
}
