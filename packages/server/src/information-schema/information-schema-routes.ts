import { operations } from "@hotdata/contract";
import type { ConnectionService } from "../connections/connection-service.ts";
import type { SourceTableStore } from "../connections/source-table-store.ts";
import type { DatabaseService } from "../databases/database-service.ts";
import type { TableService } from "../databases/table-service.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { shownColumns } from "../indexes/shown-columns.ts";
import type { IndexLookup } from "../indexes/table-index.ts";
import type { Lake } from "../lake/lake.ts";
import { listSourceTables } from "./list-source-tables.ts";
import { matchesPattern } from "./name-pattern.ts";
import { type ListedTable, mergeTables, tableInfo } from "./table-listing.ts";
import { pageOf } from "./table-page.ts";

export interface InformationSchemaRouteParts {
  readonly databases: DatabaseService;
  readonly connections: Pick<ConnectionService, "find" | "list">;
  readonly sourceTables: Pick<SourceTableStore, "listNames" | "find">;
  readonly tables: TableService;
  readonly lake: Lake;
  readonly indexStore: Pick<IndexLookup, "listIn">;
}

export function informationSchemaRoutes(parts: InformationSchemaRouteParts): Route[] {
  const { databases, connections, sourceTables } = parts;
  return [
    route(operations.information_schema, async ({ query, context }) => {
      const { workspaceId } = context;
      const { connection_id: connectionId, limit, cursor, include_columns: includeColumns } = query;
      const { schema = "%", table = "%" } = query;
      const request = { schema, table, includeColumns, limit, cursor };
      // Managed databases show up under their own connection only.
      if (connectionId === undefined) {
        const all = await connections.list(workspaceId);
        return json(200, await listSourceTables(sourceTables, all, request));
      }
      const connection = await connections.find(workspaceId, connectionId);
      if (connection !== undefined) {
        return json(200, await listSourceTables(sourceTables, [connection], request));
      }
      const database = await databases.getByConnection(workspaceId, connectionId);
      const listed = await listManaged(parts, { workspaceId, databaseId: database.id }, request);
      const { entries, facts } = pageOf(listed, request);
      const name = `__db_${database.id}`;
      const tables = entries.map((entry) => tableInfo(entry.listed, name, includeColumns));
      return json(200, { tables, ...facts });
    }),
  ];
}

interface ManagedRequest {
  readonly schema: string;
  readonly table: string;
  readonly includeColumns: boolean;
}

interface ManagedEntry {
  readonly position: readonly string[];
  readonly listed: ListedTable;
}

async function listManaged(
  { lake, indexStore, tables }: InformationSchemaRouteParts,
  { workspaceId, databaseId }: { readonly workspaceId: string; readonly databaseId: string },
  { schema, table, includeColumns }: ManagedRequest,
): Promise<ManagedEntry[]> {
  const loaded = await lake.listTables(databaseId);
  const indexes = includeColumns ? await indexStore.listIn(workspaceId, databaseId) : [];
  const all = mergeTables(
    await tables.listDeclared(databaseId),
    loaded.map((one) => ({ ...one, columns: shownColumns(one, indexes) })),
  );
  return all
    .filter((one) => matchesPattern(one.schema, schema) && matchesPattern(one.table, table))
    .map((listed) => ({ position: [listed.schema, listed.table], listed }));
}
