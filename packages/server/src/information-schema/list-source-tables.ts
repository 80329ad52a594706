import { arrowTypeName, type TableInfo } from "@hotdata/contract";
import type { Connection, NamedSourceTable } from "../connections/connection.ts";
import type { SourceTableStore } from "../connections/source-table-store.ts";
import { matchesPattern } from "./name-pattern.ts";
import { comparePositions, type PageFacts, type PageRequest, pageOf } from "./table-page.ts";

export interface SourceTableRequest extends PageRequest {
  readonly schema: string;
  readonly table: string;
  readonly includeColumns: boolean;
}

interface Entry {
  readonly position: readonly string[];
  readonly connection: Connection;
  readonly named: NamedSourceTable;
}

type SourceTables = Pick<SourceTableStore, "listNames" | "find">;

/** One page of the tables of outside sources, as they were discovered. */
export async function listSourceTables(
  tables: SourceTables,
  connections: readonly Connection[],
  request: SourceTableRequest,
): Promise<PageFacts & { readonly tables: readonly TableInfo[] }> {
  const all: Entry[] = [];
  for (const connection of connections) {
    for (const named of await tables.listNames(connection.id)) {
      if (!isMeant(named, request)) continue;
      all.push({ position: [connection.name, named.schema, named.table], connection, named });
    }
  }
  const sorted = all.toSorted((left, right) => comparePositions(left.position, right.position));
  const { entries, facts } = pageOf(sorted, request);
  const models: TableInfo[] = [];
  for (const entry of entries) models.push(await modelOf(tables, entry, request.includeColumns));
  return { tables: models, ...facts };
}

function isMeant(
  named: NamedSourceTable,
  { schema, table }: Pick<SourceTableRequest, "schema" | "table">,
): boolean {
  return matchesPattern(named.schema, schema) && matchesPattern(named.table, table);
}

async function modelOf(
  tables: SourceTables,
  { connection, named }: Entry,
  includeColumns: boolean,
): Promise<TableInfo> {
  const columns = includeColumns ? await columnsOf(tables, connection, named) : undefined;
  return {
    connection: connection.shownName,
    schema: named.schema,
    table: named.table,
    synced: named.syncedAt !== undefined,
    last_sync: named.syncedAt?.toISOString() ?? null,
    ...(columns === undefined ? {} : { columns }),
    partition_by: [],
    sorted_by: [],
    constant_per_key: [],
  };
}

async function columnsOf(tables: SourceTables, { id }: Connection, named: NamedSourceTable) {
  const table = await tables.find(id, named);
  return (table?.columns ?? []).map(({ name, type, isNullable }) => ({
    name,
    data_type: arrowTypeName(type),
    nullable: isNullable,
  }));
}
