import {
  type AddManagedSchemaRequest,
  type AddManagedTableRequest,
  operations,
} from "@hotdata/contract";
import { type Reply, empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { DatabaseService } from "./database-service.ts";
import type { Database } from "./database.ts";
import { parseSchema, parseTable } from "./parse-declaration.ts";
import type { TableService } from "./table-service.ts";

export interface TableRouteParts {
  readonly databases: DatabaseService;
  readonly tables: TableService;
}

/** Schemas and tables, by database id and by the database's connection id. */
export function tableRoutes({ databases, tables }: TableRouteParts): Route[] {
  return [
    route(operations.add_database_schema, async ({ params, body, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      return addSchema(tables, database, body);
    }),

    route(operations.add_managed_schema, async ({ params, body, context }) => {
      const database = await databases.getByConnection(context.workspaceId, params.connection_id);
      return addSchema(tables, database, body);
    }),

    route(operations.add_database_table, async ({ params, body, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      return addTable(tables, database, { schema: params.schema, table: body });
    }),

    route(operations.add_managed_table, async ({ params, body, context }) => {
      const database = await databases.getByConnection(context.workspaceId, params.connection_id);
      return addTable(tables, database, { schema: params.schema, table: body });
    }),

    route(operations.delete_managed_table, async ({ params, context }) => {
      const { connection_id: connectionId, schema, table } = params;
      const database = await databases.getByConnection(context.workspaceId, connectionId);
      await tables.deleteTable(database.id, schema, table);
      return empty(204);
    }),
  ];
}

async function addSchema(
  tables: TableService,
  database: Database,
  body: AddManagedSchemaRequest,
): Promise<Reply> {
  const schema = parseSchema(body);
  await tables.addSchema(database.id, schema);
  return json(201, {
    connection_id: database.connectionId,
    schema: schema.name,
    tables: schema.tables.map(({ name }) => name),
  });
}

interface NewTable {
  readonly schema: string;
  readonly table: AddManagedTableRequest;
}

async function addTable(
  tables: TableService,
  database: Database,
  { schema, table }: NewTable,
): Promise<Reply> {
  const declaration = parseTable(table);
  await tables.addTable(database.id, schema, declaration);
  return json(201, { connection_id: database.connectionId, schema, table: declaration.name });
}
