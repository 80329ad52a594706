import { type LoadManagedTableRequest, operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import type { Database } from "../databases/database.ts";
import { json, type Reply } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { LoadService } from "./load-service.ts";
import { parseLoad } from "./parse-load.ts";

export interface LoadRouteParts {
  readonly databases: DatabaseService;
  readonly loads: LoadService;
}

interface LoadCall {
  readonly schema: string;
  readonly table: string;
  readonly body: LoadManagedTableRequest;
  readonly signal: AbortSignal;
}

/** Loads, by database id and by the database's connection id. */
export function loadRoutes({ databases, loads }: LoadRouteParts): Route[] {
  return [
    route(operations.load_database_table, async ({ params, body, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      const { schema, table } = params;
      return load(loads, database, { schema, table, body, signal: context.signal });
    }),

    route(operations.load_managed_table, async ({ params, body, context }) => {
      const database = await databases.getByConnection(context.workspaceId, params.connection_id);
      const { schema, table } = params;
      return load(loads, database, { schema, table, body, signal: context.signal });
    }),
  ];
}

async function load(loads: LoadService, database: Database, call: LoadCall): Promise<Reply> {
  const { mode, input } = parseLoad(call.body);
  const target = {
    workspaceId: database.workspaceId,
    databaseId: database.id,
    connectionId: database.connectionId,
    schema: call.schema,
    table: call.table,
  };
  return json(200, await loads.load({ target, mode, input }, call.signal));
}
