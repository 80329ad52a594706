import type { DuckDBConnection } from "@duckdb/node-api";
import type { TableScan } from "../../engine.ts";
import { scanSql } from "../scan-sql.ts";

/** What stands for the partial aggregates of a statement: it exists on its connection alone. */
export const PARTIAL_ROWS = 'temp.main."hotdata partial rows"';

export async function definePartialRows(
  connection: DuckDBConnection,
  rows: TableScan | undefined,
): Promise<void> {
  if (rows === undefined) return;
  await connection.run(`CREATE OR REPLACE TEMP VIEW ${PARTIAL_ROWS} AS ${scanSql(rows)}`);
}

export async function dropPartialRows(
  connection: DuckDBConnection,
  rows: TableScan | undefined,
): Promise<void> {
  if (rows !== undefined) await connection.run(`DROP VIEW IF EXISTS ${PARTIAL_ROWS}`);
}
