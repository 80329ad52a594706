import { type ListConnectionsResponse, operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import { badRequest, conflict, notFound, notImplemented } from "../http/api-error.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { checkNewConnection } from "./check-new-connection.ts";

export interface ConnectionRouteParts {
  readonly databases: DatabaseService;
}

/**
 * Connections to outside sources. There are none in this version, so every id is that of a managed
 * database's own connection, which these calls turn away, or unknown.
 */
export function connectionRoutes({ databases }: ConnectionRouteParts): Route[] {
  /** The error for a connection of no database; of one, it is `ofDatabase`. */
  const refuse = async (workspaceId: string, id: string, ofDatabase: Error): Promise<never> => {
    const database = await databases.findByConnection(workspaceId, id);
    throw database === undefined ? connectionNotFound(id) : ofDatabase;
  };

  return [
    route(operations.list_connections, async () =>
      json(200, { connections: [] } satisfies ListConnectionsResponse),
    ),

    route(operations.create_connection, async ({ body }) => {
      const { label } = checkNewConnection(body);
      throw notImplemented(
        `This version of the server cannot connect to ${label} yet; nothing was stored. Load its rows into a managed database instead.`,
      );
    }),

    route(operations.get_connection, async ({ params }) => {
      throw connectionNotFound(params.connection_id);
    }),

    route(operations.check_connection_health, async ({ params }) => {
      throw connectionNotFound(params.connection_id);
    }),

    route(operations.delete_connection, ({ params, context }) =>
      refuse(context.workspaceId, params.connection_id, ownConnectionStays()),
    ),

    route(operations.purge_connection_cache, ({ params, context }) =>
      refuse(context.workspaceId, params.connection_id, nothingFetched()),
    ),

    route(operations.purge_table_cache, ({ params, context }) =>
      refuse(context.workspaceId, params.connection_id, nothingFetched()),
    ),
  ];
}

function connectionNotFound(id: string) {
  return notFound(`Connection '${id}' not found.`);
}

function ownConnectionStays() {
  return conflict(
    "This connection belongs to a managed database and goes with it; delete the database instead.",
  );
}

function nothingFetched() {
  return badRequest(
    "purge not supported for managed catalogs: their rows are not fetched from elsewhere. Delete or replace the table instead.",
  );
}
