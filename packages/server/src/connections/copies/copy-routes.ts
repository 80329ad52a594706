import { operations, type TableSyncResponse } from "@hotdata/contract";
import { findConnectorType } from "../../connectors/connector-types.ts";
import type { DatabaseService } from "../../databases/database-service.ts";
import { badRequest, invalidField } from "../../http/api-error.ts";
import { empty, json } from "../../http/reply.ts";
import { type Route, route } from "../../http/route.ts";
import { isSameName } from "../../lake/columns/planned-column.ts";
import type { ConnectionService } from "../connection-service.ts";
import type { Connection, SourceTable, SourceTableName } from "../connection.ts";
import type { SourceTableStore } from "../source-table-store.ts";
import { tableNotFound } from "../table-not-found.ts";
import { canBeCursor } from "./cursor.ts";
import type { TableCopies } from "./table-copies.ts";

export interface CopyRouteParts {
  readonly connections: ConnectionService;
  readonly sourceTables: SourceTableStore;
  readonly copies: TableCopies;
  readonly databases: DatabaseService;
}

/** What is done to copies of outside tables, beside refreshing them. */
export function copyRoutes(parts: CopyRouteParts): Route[] {
  const { connections, sourceTables, copies, databases } = parts;

  /** @throws {ApiError} NOT_FOUND; BAD_REQUEST for a managed database's own connection */
  const get = async (workspaceId: string, id: string): Promise<Connection> => {
    const connection = await connections.find(workspaceId, id);
    if (connection !== undefined) return connection;
    await databases.getByConnection(workspaceId, id);
    throw badRequest(
      "This is not supported for managed catalogs: their rows are not fetched from elsewhere. " +
        "Replace the table's rows with a load, or delete the table.",
    );
  };

  const getTable = async ({ id }: Connection, name: SourceTableName): Promise<SourceTable> => {
    const table = await sourceTables.find(id, name);
    if (table === undefined) throw tableNotFound(name);
    return table;
  };

  return [
    route(operations.purge_connection_cache, async ({ params, context }) => {
      await copies.purge(await get(context.workspaceId, params.connection_id), undefined);
      return empty(204);
    }),

    route(operations.purge_table_cache, async ({ params, context }) => {
      const { connection_id: id, ...name } = params;
      await copies.purge(await get(context.workspaceId, id), name);
      return empty(204);
    }),

    route(operations.set_table_sync, async ({ params, body, context }) => {
      const { connection_id: id, ...name } = params;
      const connection = await get(context.workspaceId, id);
      const table = await getTable(connection, name);
      if (body.cursor_column !== undefined) refuseUnfollowable(connection);
      const cursorColumn = cursorOf(table, body.cursor_column);
      const sync = { cursorColumn, refreshSeconds: body.refresh_seconds };
      await sourceTables.setSync(connection.id, table, sync);
      return json(200, syncModel(connection, await getTable(connection, table)));
    }),
  ];
}

/** Those that answer no questions: files. */
function refuseUnfollowable({ sourceType }: Connection): void {
  if (findConnectorType(sourceType)?.canReadLive === true) return;
  throw invalidField(
    "cursor_column",
    `A source of type ${JSON.stringify(sourceType)} cannot be asked for the rows since a value: its ` +
      "tables are always copied whole. Leave cursor_column out.",
  );
}

/** @throws {ApiError} BAD_REQUEST for a column that is not there, or by which new rows cannot be told */
function cursorOf({ columns }: SourceTable, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const column =
    columns.find(({ name }) => name === given) ??
    columns.find(({ name }) => isSameName(name, given));
  if (column === undefined) {
    throw invalidField("cursor_column", `The table has no column ${JSON.stringify(given)}.`);
  }
  if (!canBeCursor(column.type)) {
    throw invalidField(
      "cursor_column",
      `Values of ${JSON.stringify(column.name)} (${column.sourceType}) cannot tell which rows are ` +
        "new; take a whole number, a decimal, a date or a timestamp.",
    );
  }
  return column.name;
}

function syncModel(connection: Connection, table: SourceTable): TableSyncResponse {
  return {
    connection_id: connection.id,
    schema_name: table.schema,
    table_name: table.table,
    cursor_column: table.sync.cursorColumn ?? null,
    refresh_seconds: table.sync.refreshSeconds ?? null,
    last_sync: table.syncedAt?.toISOString() ?? null,
  };
}
