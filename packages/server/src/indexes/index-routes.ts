import { operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import type { TableService } from "../databases/table-service.ts";
import type { DatasetService } from "../datasets/dataset-service.ts";
import { notFound, notImplemented } from "../http/api-error.ts";
import type { RequestContext } from "../http/request-context.ts";
import { type Route, route } from "../http/route.ts";
import { type QueryDatabases, resolveScope } from "../query/query-scope.ts";

export interface IndexRouteParts {
  readonly databases: DatabaseService;
  readonly tables: TableService;
  readonly datasets: Pick<DatasetService, "get">;
  readonly queryDatabases: QueryDatabases;
}

interface TableParams {
  readonly connection_id: string;
  readonly schema: string;
  readonly table: string;
}

/** Indexes are not there yet: requests are checked as far as they can be, then refused. */
export function indexRoutes(parts: IndexRouteParts): Route[] {
  const { databases, tables, datasets, queryDatabases } = parts;
  const refuseTable = async (params: TableParams, context: RequestContext): Promise<never> => {
    const { connection_id: connectionId, schema, table } = params;
    const database = await databases.getByConnection(context.workspaceId, connectionId);
    if (!(await tables.exists(database.id, schema, table))) {
      throw notFound(`Table '${schema}.${table}' not found.`);
    }
    throw noIndexes();
  };

  const refuseDataset = async (
    { dataset_id: datasetId }: { readonly dataset_id: string },
    { workspaceId }: RequestContext,
  ): Promise<never> => {
    await datasets.get(workspaceId, datasetId);
    throw noIndexes();
  };

  return [
    route(operations.list_indexes, ({ params, context }) => refuseTable(params, context)),
    route(operations.create_index, ({ params, context }) => refuseTable(params, context)),
    route(operations.delete_index, ({ params, context }) => refuseTable(params, context)),

    route(operations.list_indexes_collection, async ({ headers, query, context }) => {
      const { workspaceId } = context;
      await resolveScope(queryDatabases, workspaceId, headers["x-database-id"]);
      if (query.connection_id !== undefined) {
        await databases.getByConnection(workspaceId, query.connection_id);
      }
      throw noIndexes();
    }),

    route(operations.list_dataset_indexes, ({ params, context }) => refuseDataset(params, context)),
    route(operations.create_dataset_index, ({ params, context }) => refuseDataset(params, context)),
    route(operations.delete_dataset_index, ({ params, context }) => refuseDataset(params, context)),
  ];
}

function noIndexes() {
  return notImplemented(
    "This version of the server has no indexes yet; queries read the tables themselves.",
  );
}
