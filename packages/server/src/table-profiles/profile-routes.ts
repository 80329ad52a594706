import {
  arrowTypeName,
  type Column,
  type ColumnProfileInfo,
  operations,
  type TableProfileResponse,
} from "@hotdata/contract";
import type { ConnectionService } from "../connections/connection-service.ts";
import type { SourceTableStore } from "../connections/source-table-store.ts";
import { tableNotFound } from "../connections/table-not-found.ts";
import type { DatabaseService } from "../databases/database-service.ts";
import type { ColumnProfile } from "../engine/table-profile.ts";
import { notFound } from "../http/api-error.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { Lake } from "../lake/lake.ts";
import type { ProfileService } from "./profile-service.ts";

export interface ProfileRouteParts {
  readonly databases: DatabaseService;
  readonly connections: ConnectionService;
  readonly sourceTables: SourceTableStore;
  readonly lake: Lake;
  readonly profiles: ProfileService;
}

interface NamedTable {
  readonly schema: string;
  readonly table: string;
}

/** A table whose rows are here. */
interface KeptTable {
  readonly connectionName: string;
  readonly databaseId: string;
  syncedAt(): Promise<Date | undefined>;
}

export function profileRoutes(parts: ProfileRouteParts): Route[] {
  const { profiles } = parts;
  return [
    route(operations.get_table_profile, async ({ params, context }) => {
      const { connection_id: connectionId, schema, table } = params;
      const { workspaceId, signal } = context;
      const kept =
        (await findCopy(parts, { workspaceId, connectionId }, { schema, table })) ??
        (await getManaged(parts, { workspaceId, connectionId }, { schema, table }));
      const asked = { databaseId: kept.databaseId, schema, table };
      const { columns, profile } = await profiles.describe(workspaceId, asked, signal);
      const { rowCount } = profile;
      return json(200, {
        connection: kept.connectionName,
        schema,
        table,
        row_count: rowCount,
        synced_at: (await kept.syncedAt())?.toISOString() ?? null,
        columns: profile.columns.map((column, index) =>
          columnInfo(columns[index], column, rowCount),
        ),
      } satisfies TableProfileResponse);
    }),
  ];
}

interface ConnectionRef {
  readonly workspaceId: string;
  readonly connectionId: string;
}

async function getManaged(
  { databases, lake }: ProfileRouteParts,
  { workspaceId, connectionId }: ConnectionRef,
  table: NamedTable,
): Promise<KeptTable> {
  const { id } = await databases.getByConnection(workspaceId, connectionId);
  const syncedAt = async () => (await lake.findTable(id, table))?.lastChangedAt;
  return { connectionName: `__db_${id}`, databaseId: id, syncedAt };
}

/**
 * Undefined for a connection that is no outside source's.
 * @throws {ApiError} NOT_FOUND for a table that was not copied
 */
async function findCopy(
  { connections, sourceTables }: ProfileRouteParts,
  { workspaceId, connectionId }: ConnectionRef,
  name: NamedTable,
): Promise<KeptTable | undefined> {
  const connection = await connections.find(workspaceId, connectionId);
  if (connection === undefined) return undefined;
  const table = await sourceTables.find(connection.id, name);
  if (table === undefined) throw tableNotFound(name);
  if (table.syncedAt === undefined) {
    throw notFound(
      `Rows of table '${name.schema}.${name.table}' were not copied yet; query it, or refresh its ` +
        "data (POST /v1/refresh).",
    );
  }
  return {
    connectionName: connection.shownName,
    databaseId: connection.id,
    syncedAt: () => Promise.resolve(table.syncedAt),
  };
}

function columnInfo(
  column: Column | undefined,
  { nullCount, cardinality, detail }: ColumnProfile,
  rowCount: number,
): ColumnProfileInfo {
  if (column === undefined) throw new Error("a profile has more columns than its table");
  return {
    name: column.name,
    data_type: arrowTypeName(column.type),
    null_count: nullCount,
    null_percentage: rowCount === 0 ? 0 : (nullCount / rowCount) * 100,
    cardinality,
    profile: detail,
  };
}
