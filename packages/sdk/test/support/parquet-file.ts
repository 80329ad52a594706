import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** Orders with an id, one of seven customers and an amount. */
export function selectOrders(rowCount: number): string {
  return (
    "SELECT i AS id, 'customer ' || (i % 7) AS customer, (i / 4)::DECIMAL(12,2) AS amount " +
    `FROM range(${rowCount}) t(i)`
  );
}

/** The bytes of a Parquet file with the rows of a SELECT, written in `folder` by DuckDB. */
export async function makeParquet(folder: string, select: string): Promise<Uint8Array> {
  const path = join(folder, `${crypto.randomUUID()}.parquet`);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return readFile(path);
}
