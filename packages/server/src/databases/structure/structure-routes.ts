import { operations } from "@hotdata/contract";
import { empty, json } from "../../http/reply.ts";
import type { RequestContext } from "../../http/request-context.ts";
import { type Route, route } from "../../http/route.ts";
import type { DatabaseService } from "../database-service.ts";
import type { TableService } from "../table-service.ts";
import type { StructureService } from "./structure-service.ts";

export interface StructureRouteParts {
  readonly databases: DatabaseService;
  readonly tables: TableService;
  readonly structure: StructureService;
}

export function structureRoutes({ databases, tables, structure }: StructureRouteParts): Route[] {
  const find = async (databaseId: string, { workspaceId, signal }: RequestContext) => {
    const database = await databases.get(workspaceId, databaseId);
    return { ...database, signal };
  };
  return [
    route(operations.rename_database_schema, async ({ params, body, context }) => {
      const database = await find(params.database_id, context);
      const names = await structure.renameSchema(database, params.schema, body.name);
      const { connectionId } = database;
      return json(200, { connection_id: connectionId, schema: body.name, tables: names });
    }),

    route(operations.drop_database_schema, async ({ params, query, context }) => {
      const database = await find(params.database_id, context);
      await structure.dropSchema(database, params.schema, query.cascade);
      return empty(204);
    }),

    route(operations.rename_database_table, async ({ params, body, context }) => {
      const { schema, table } = params;
      const database = await find(params.database_id, context);
      await structure.renameTable(database, { schema, table }, body.name);
      return json(200, { connection_id: database.connectionId, schema, table: body.name });
    }),

    route(operations.delete_database_table, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      await tables.deleteTable(id, params.schema, params.table);
      return empty(204);
    }),

    route(operations.rename_database_column, async ({ params, body, context }) => {
      const { schema, table, column } = params;
      const database = await find(params.database_id, context);
      await structure.renameColumn(database, { schema, table, column }, body.name);
      const { connectionId } = database;
      return json(200, { connection_id: connectionId, schema, table, column: body.name });
    }),

    route(operations.drop_database_column, async ({ params, context }) => {
      const { schema, table, column } = params;
      const database = await find(params.database_id, context);
      await structure.dropColumn(database, { schema, table, column });
      return empty(204);
    }),
  ];
}
