import { type CreateIndexRequest, operations } from "@hotdata/contract";
import type { ConnectionService } from "../connections/connection-service.ts";
import type { SourceTableStore } from "../connections/source-table-store.ts";
import type { DatabaseService } from "../databases/database-service.ts";
import type { TableService } from "../databases/table-service.ts";
import type { DatasetService } from "../datasets/dataset-service.ts";
import { ApiError, invalidField, notFound } from "../http/api-error.ts";
import { decodeCursor, encodeCursor } from "../http/page-cursor.ts";
import { empty, json, type Reply } from "../http/reply.ts";
import type { RequestContext } from "../http/request-context.ts";
import { type Route, route } from "../http/route.ts";
import { submittedReply } from "../jobs/job-routes.ts";
import type { JobService } from "../jobs/job-service.ts";
import { type QueryDatabases, resolveScope } from "../query/query-scope.ts";
import { indexEntry, indexInfo } from "./index-models.ts";
import type { IndexService, IndexTarget } from "./index-service.ts";
import type { IndexStore } from "./index-store.ts";

export interface IndexRouteParts {
  readonly databases: DatabaseService;
  readonly connections: Pick<ConnectionService, "find">;
  readonly sourceTables: Pick<SourceTableStore, "find">;
  readonly tables: TableService;
  readonly datasets: Pick<DatasetService, "get">;
  readonly queryDatabases: QueryDatabases;
  readonly indexes: IndexService;
  readonly indexStore: IndexStore;
  readonly jobs: JobService;
  /** Longest wait that `async_after_ms` may ask for. */
  readonly maxAsyncAfterMs: number;
}

interface TableParams {
  readonly connection_id: string;
  readonly schema: string;
  readonly table: string;
}

/** Indexes of tables and of datasets. */
export function indexRoutes(parts: IndexRouteParts): Route[] {
  const { databases, connections, datasets, queryDatabases, indexes, indexStore } = parts;
  const targetOfDataset = async (
    { dataset_id: datasetId }: { readonly dataset_id: string },
    { workspaceId }: RequestContext,
  ): Promise<IndexTarget> => {
    const { dataset } = await datasets.get(workspaceId, datasetId);
    const shownTable = `${dataset.schema}.${dataset.table}`;
    return { workspaceId, owner: { kind: "dataset", datasetId }, shownTable };
  };
  const list = async ({ owner }: IndexTarget): Promise<Reply> =>
    json(200, { indexes: (await indexes.list(owner)).map(indexInfo) });

  return [
    route(operations.list_indexes, async ({ params, context }) => {
      const isOutside = await isOutsideTable(parts, params, context);
      if (isOutside) return json(200, { indexes: [] });
      return list(await targetOfTable(parts, params, context));
    }),
    route(operations.create_index, async ({ params, body, context }) =>
      create(parts, await targetOfTable(parts, params, context), { body, context }),
    ),
    route(operations.delete_index, async ({ params, context }) => {
      const { schema, table, index_name: name } = params;
      if (await isOutsideTable(parts, params, context)) {
        throw notFound(`Table '${schema}.${table}' of an outside source has no index '${name}'.`);
      }
      await indexes.delete(await targetOfTable(parts, params, context), params.index_name);
      return empty(204);
    }),

    route(operations.list_indexes_collection, async ({ headers, query, context }) => {
      const { workspaceId } = context;
      const scope = await resolveScope(queryDatabases, workspaceId, headers["x-database-id"]);
      const { connection_id: connectionId } = query;
      const outside =
        connectionId === undefined ? undefined : await connections.find(workspaceId, connectionId);
      const named =
        connectionId === undefined || outside !== undefined
          ? outside
          : await databases.getByConnection(workspaceId, connectionId);
      const { schema, table, index_type: types, limit, cursor } = query;
      const after = cursor === undefined ? undefined : decodeCursor(cursor, isPlace)[0];
      // A connection of another database has no indexes in the scope, an outside one none at all.
      const isElsewhere = scope !== undefined && named !== undefined && named.id !== scope.id;
      const filter = { workspaceId, databaseId: named?.id ?? scope?.id, schema, table, types };
      const found = isElsewhere ? [] : await indexStore.listPage(filter, { limit, after });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const hasMore = found.length > limit;
      return json(200, {
        indexes: page.map(indexEntry),
        count: page.length,
        limit,
        has_more: hasMore,
        next_cursor: hasMore && last !== undefined ? encodeCursor([last.seq]) : null,
      });
    }),

    route(operations.list_dataset_indexes, async ({ params, context }) =>
      list(await targetOfDataset(params, context)),
    ),
    route(operations.create_dataset_index, async ({ params, body, context }) =>
      create(parts, await targetOfDataset(params, context), { body, context }),
    ),
    route(operations.delete_dataset_index, async ({ params, context }) => {
      await indexes.delete(await targetOfDataset(params, context), params.index_name);
      return empty(204);
    }),
  ];
}

/** Whether it is a table of an outside source: those have no indexes, which is no error to ask. */
async function isOutsideTable(
  { connections, sourceTables }: IndexRouteParts,
  { connection_id: connectionId, schema, table }: TableParams,
  { workspaceId }: RequestContext,
): Promise<boolean> {
  if ((await connections.find(workspaceId, connectionId)) === undefined) return false;
  if ((await sourceTables.find(connectionId, { schema, table })) !== undefined) return true;
  throw notFound(`Table '${schema}.${table}' not found.`);
}

async function targetOfTable(
  { databases, tables }: IndexRouteParts,
  { connection_id: connectionId, schema, table }: TableParams,
  { workspaceId }: RequestContext,
): Promise<IndexTarget> {
  const { id: databaseId } = await databases.getByConnection(workspaceId, connectionId);
  const shownTable = `${schema}.${table}`;
  if (!(await tables.exists(databaseId, schema, table))) {
    throw notFound(`Table '${shownTable}' not found.`);
  }
  return { workspaceId, owner: { kind: "table", databaseId, schema, table }, shownTable };
}

interface CreateCall {
  readonly body: CreateIndexRequest;
  readonly context: RequestContext;
}

async function create(
  { indexes, jobs, maxAsyncAfterMs }: IndexRouteParts,
  target: IndexTarget,
  { body, context }: CreateCall,
): Promise<Reply> {
  const { workspaceId, signal } = context;
  const waitMs = body.async_after_ms;
  if (waitMs !== undefined && waitMs > maxAsyncAfterMs) {
    throw invalidField("async_after_ms", `async_after_ms can be at most ${maxAsyncAfterMs}.`);
  }
  if (body.async !== true) return json(201, await indexes.create(target, body, signal));
  const id = await indexes.submit(target, body);
  if (waitMs === undefined) return submittedReply({ id, status: "pending" });
  const job = await jobs.wait({ workspaceId, id }, waitMs, signal);
  if (job.status === "succeeded") return json(201, job.result);
  if (job.errorCode !== undefined) {
    throw new ApiError(job.errorCode, job.errorMessage ?? "The index could not be built.");
  }
  return submittedReply(job);
}

function isPlace(value: unknown): value is [number] {
  return Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0]);
}
