import {
  type ConnectionHealthResponse,
  type CreateConnectionResponse,
  type GetConnectionResponse,
  type ListConnectionsResponse,
  operations,
} from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import { conflict } from "../http/api-error.ts";
import { empty, json, type Reply, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { ConnectionEditor, NewConnection } from "./connection-editor.ts";
import type { ConnectionRemoval } from "./connection-removal.ts";
import type { ConnectionService } from "./connection-service.ts";
import type { Connection } from "./connection.ts";

export interface ConnectionRouteParts {
  readonly databases: DatabaseService;
  readonly connections: ConnectionService;
  readonly connectionEditor: ConnectionEditor;
  readonly connectionRemoval: ConnectionRemoval;
}

/** Connections to outside sources. Those that managed databases have are turned away. */
export function connectionRoutes(parts: ConnectionRouteParts): Route[] {
  const { databases, connections, connectionEditor, connectionRemoval } = parts;

  const shown = async (connection: Connection): Promise<Reply> =>
    json(200, await detailModel(connections, connection));

  return [
    route(operations.list_connections, async ({ context }) => {
      const all = await connections.list(context.workspaceId);
      return json(200, { connections: all.map(identity) } satisfies ListConnectionsResponse);
    }),

    route(operations.create_connection, async ({ body, context }) => {
      const { workspaceId, signal } = context;
      const made = await connectionEditor.create(workspaceId, body, signal);
      const reply = json(201, createdModel(made));
      return withAudit(reply, { target: { connection_id: made.connection.id } });
    }),

    route(operations.get_connection, async ({ params, context }) =>
      shown(await connections.get(context.workspaceId, params.connection_id)),
    ),

    route(operations.update_connection, async ({ params, body, context }) => {
      const { workspaceId, signal } = context;
      const { connection_id: id } = params;
      return shown(await connectionEditor.update(workspaceId, id, body, signal));
    }),

    route(operations.check_connection_health, async ({ params, context }) => {
      const { workspaceId, signal } = context;
      const connection = await connections.get(workspaceId, params.connection_id);
      const { latencyMs, problem } = await connections.check(connection, signal);
      return json(200, {
        connection_id: connection.id,
        healthy: problem === undefined,
        latency_ms: latencyMs,
        error: problem ?? null,
      } satisfies ConnectionHealthResponse);
    }),

    route(operations.delete_connection, async ({ params, context }) => {
      const { workspaceId } = context;
      const { connection_id: id } = params;
      const database = await databases.findByConnection(workspaceId, id);
      if (database !== undefined) throw ownConnectionStays();
      await connectionRemoval.delete(workspaceId, id);
      return empty(204);
    }),
  ];
}

function identity({ id, shownName, sourceType }: Connection) {
  return { id, name: shownName, source_type: sourceType };
}

function createdModel({ connection, discovery }: NewConnection): CreateConnectionResponse {
  return {
    ...identity(connection),
    tables_discovered: discovery.status === "success" ? discovery.tables.length : 0,
    discovery_status: discovery.status,
    discovery_error: discovery.status === "failed" ? discovery.problem : null,
  };
}

async function detailModel(
  connections: ConnectionService,
  connection: Connection,
): Promise<GetConnectionResponse> {
  const { tables, synced } = await connections.countTables(connection);
  return {
    ...identity(connection),
    table_count: tables,
    synced_table_count: synced,
    read_mode: connection.readMode,
    refresh_seconds: connection.refreshSeconds ?? null,
  };
}

function ownConnectionStays() {
  return conflict(
    "This connection belongs to a managed database and goes with it; delete the database instead.",
  );
}
