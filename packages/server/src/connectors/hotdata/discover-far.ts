import type { ColumnType } from "@hotdata/contract/types";
import type { DiscoveredColumn, DiscoveredTable } from "../connector.ts";
import { arrowColumnType } from "./arrow-column-type.ts";
import { type FarDatabasePlace, listFarTables } from "./far-database.ts";
import type { FarColumn, FarTable } from "./far-models.ts";
import { farTableSql } from "./hotdata-dialect.ts";
import { type FarQueries } from "./far-queries.ts";
import type { FarServer } from "./far-server.ts";
import { parseDataType } from "./parse-data-type.ts";

export interface FarParts {
  readonly server: FarServer;
  readonly database: FarDatabasePlace;
  readonly queries: FarQueries;
}

/** All tables that have been loaded; its API tells neither keys nor sizes. */
export async function discoverFar(
  parts: FarParts,
  signal: AbortSignal,
): Promise<readonly DiscoveredTable[]> {
  const discovered: DiscoveredTable[] = [];
  for (const table of await listFarTables(parts.server, parts.database, { signal })) {
    const columns = await columnsOf(parts, table, signal);
    if (columns.length === 0) continue;
    const { schema, table: name } = table;
    discovered.push({ schema, table: name, columns, key: [], estimatedRows: null });
  }
  return discovered.toSorted(
    (left, right) => compare(left.schema, right.schema) || compare(left.table, right.table),
  );
}

async function columnsOf(
  parts: FarParts,
  table: FarTable,
  signal: AbortSignal,
): Promise<DiscoveredColumn[]> {
  const columns = table.columns ?? [];
  const isTold = columns.every(({ data_type: name }) => parseDataType(name) !== undefined);
  const types = isTold ? new Map<string, ColumnType>() : await typesOf(parts, table, signal);
  return columns.map((column) => discoveredColumn(column, types));
}

/** The types of a table's columns as those of a result without rows. */
async function typesOf(
  { queries }: FarParts,
  { schema, table }: FarTable,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ColumnType>> {
  const sql = `SELECT * FROM ${farTableSql(schema, table)} LIMIT 0`;
  const types = new Map<string, ColumnType>();
  for (const field of await queries.fields(sql, signal)) {
    const type = arrowColumnType(field.type);
    if (type !== undefined) types.set(field.name, type);
  }
  return types;
}

function discoveredColumn(
  { name, data_type: sourceType, nullable: isNullable }: FarColumn,
  types: ReadonlyMap<string, ColumnType>,
): DiscoveredColumn {
  const type = parseDataType(sourceType) ?? types.get(name) ?? TEXT;
  return { name, type, isNullable, sourceType };
}

/** What can be had of every value. */
const TEXT: ColumnType = { kind: "scalar", name: "VARCHAR" };

/** By code units: the order must be the same on every machine. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
