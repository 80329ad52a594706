import type { DuckDBConnection } from "@duckdb/node-api";
import type { KeyedChangeRequest } from "../../keyed-change.ts";
import { quoteIdentifier, quoteList } from "../sql-text.ts";

/** SQL that reads the load's rows as they came. */
export function incomingSql({ incoming }: KeyedChangeRequest, list = "*"): string {
  const paths = quoteList(incoming.map(({ path }) => path));
  return `SELECT ${list} FROM read_parquet(${paths}, hive_partitioning = false)`;
}

/** Whether a key stands in more than one of the load's rows. */
export async function hasRepeatedKeys(
  connection: DuckDBConnection,
  request: KeyedChangeRequest,
): Promise<boolean> {
  const rowCount = request.incoming.reduce((sum, file) => sum + file.rowCount, 0);
  if (rowCount < 2) return false;
  const keys = keyList(request);
  const reader = await connection.runAndReadAll(
    `SELECT 1 FROM (${incomingSql(request, keys)}) GROUP BY ALL HAVING count(*) > 1 LIMIT 1`,
  );
  return reader.currentRowCount > 0;
}

/** SQL that reads the last row of each key, in the rows' order. */
export function lastRowsSql(request: KeyedChangeRequest): string {
  const { incoming, key } = request;
  const names = new Set([...request.columns, ...key].map(({ name }) => name.toLowerCase()));
  const order = freeName("row_order", names);
  const paths = quoteList(incoming.map(({ path }) => path));
  const numbered =
    `SELECT *, row_number() OVER () AS ${order} ` +
    `FROM read_parquet(${paths}, hive_partitioning = false)`;
  return (
    `SELECT * EXCLUDE (${order}) FROM (${numbered}) ` +
    `QUALIFY row_number() OVER (PARTITION BY ${keyList(request)} ORDER BY ${order} DESC) = 1 ` +
    `ORDER BY ${order}`
  );
}

function keyList({ key }: KeyedChangeRequest): string {
  return key.map(({ name }) => quoteIdentifier(name)).join(", ");
}

function freeName(wish: string, taken: ReadonlySet<string>): string {
  let name = wish;
  while (taken.has(name)) name = `_${name}`;
  return name;
}
