import type { DuckDBConnection, Json } from "@duckdb/node-api";
import type { DiscoveredColumn, DiscoveredTable } from "../connector.ts";
import { type ColumnFacts, describeTable, type TablePlace } from "./describe-table.ts";

const TABLES = `SELECT schema_name, table_name, estimated_size FROM duckdb_tables()
  WHERE database_name = $1 AND NOT internal AND NOT temporary
  UNION ALL SELECT schema_name, view_name, NULL FROM duckdb_views()
  WHERE database_name = $1 AND NOT internal AND NOT temporary`;

const COLUMNS = `SELECT schema_name, table_name, column_name, data_type, is_nullable
  FROM duckdb_columns() WHERE database_name = $1 AND NOT internal`;

const KEYS = `SELECT schema_name, table_name, unnest(constraint_column_names) AS column_name
  FROM duckdb_constraints() WHERE database_name = $1 AND constraint_type = 'PRIMARY KEY'`;

/** Tables and views of a file. A view that cannot be read, as one of other files, is left out. */
export async function discoverTables(
  connection: DuckDBConnection,
  catalog: string,
  signal: AbortSignal,
): Promise<readonly DiscoveredTable[]> {
  const tables = await rowsOf(connection, TABLES, catalog);
  const columns = Map.groupBy(await rowsOf(connection, COLUMNS, catalog), keyOf);
  const keys = Map.groupBy(await rowsOf(connection, KEYS, catalog), keyOf);
  const discovered: DiscoveredTable[] = [];
  for (const row of tables) {
    signal.throwIfAborted();
    const schema = textOf(row[0]);
    const table = textOf(row[1]);
    const facts = factsOf(columns.get(keyOf(row)) ?? []);
    const described = await describe(connection, { catalog, schema, table }, facts);
    if (described.length === 0) continue;
    const key = (keys.get(keyOf(row)) ?? []).map((column) => textOf(column[2]));
    const estimatedRows = row[2] === null ? null : Number(row[2]);
    discovered.push({ schema, table, columns: described, key, estimatedRows });
  }
  return discovered.toSorted(
    (left, right) => compare(left.schema, right.schema) || compare(left.table, right.table),
  );
}

type Row = readonly Json[];

async function rowsOf(connection: DuckDBConnection, sql: string, catalog: string): Promise<Row[]> {
  return (await connection.runAndReadAll(sql, [catalog])).getRowsJson();
}

/** No columns for a view that does not work. */
async function describe(
  connection: DuckDBConnection,
  place: TablePlace,
  facts: ReadonlyMap<string, ColumnFacts>,
): Promise<DiscoveredColumn[]> {
  try {
    return await describeTable(connection, place, (column) => facts.get(column));
  } catch {
    return [];
  }
}

function factsOf(rows: readonly Row[]): ReadonlyMap<string, ColumnFacts> {
  return new Map(
    rows.map(([, , column, sourceType, isNullable]) => [
      textOf(column),
      { sourceType: textOf(sourceType), isNullable: isNullable === true },
    ]),
  );
}

function keyOf([schema, table]: Row): string {
  return JSON.stringify([schema, table]);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** By code units: the order must be the same on every machine. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
