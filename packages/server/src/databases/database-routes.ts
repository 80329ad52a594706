import {
  type CreateDatabaseResponse,
  type DatabaseDetailResponse,
  type DatabaseSummary,
  operations,
} from "@hotdata/contract";
import { decodeCursor, encodeCursor } from "../http/page-cursor.ts";
import { empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { AttachmentService } from "./attachment-service.ts";
import type { Attachment } from "./attachment-store.ts";
import type { DatabaseService } from "./database-service.ts";
import type { ListedDatabase } from "./database-store.ts";
import type { Database } from "./database.ts";
import { parseExpiry } from "./parse-expiry.ts";
import { parseSchemas } from "./parse-declaration.ts";

export interface DatabaseRouteParts {
  readonly databases: DatabaseService;
  readonly attachments: AttachmentService;
}

export function databaseRoutes({ databases, attachments }: DatabaseRouteParts): Route[] {
  return [
    route(operations.create_database, async ({ body, context }) => {
      const { expires_at: expiresAt } = body;
      const database = await databases.create({
        workspaceId: context.workspaceId,
        name: body.name ?? body.description,
        defaultCatalog: body.default_catalog,
        defaultSchema: body.default_schema,
        schemas: parseSchemas(body.schemas ?? [], "schemas"),
        expiresAt: expiresAt === undefined ? undefined : parseExpiry(expiresAt, new Date()),
      });
      return json(201, createdModel(database));
    }),

    route(operations.list_databases, async ({ query, context }) => {
      const { limit, cursor, search, batch } = query;
      const { workspaceId, principal } = context;
      const filter = { workspaceId, id: principal.databaseId, search, batchId: batch };
      // One more than asked for tells whether there is a further page.
      const page = { limit: limit + 1, ...positionOf(cursor, batch !== undefined) };
      const found = await databases.list(filter, page);
      const listed = found.slice(0, limit);
      const hasMore = found.length > limit;
      const last = listed.at(-1);
      return json(200, {
        databases: listed.map(({ database }) => summaryModel(database)),
        count: listed.length,
        limit,
        has_more: hasMore,
        next_cursor: hasMore && last !== undefined ? encodeCursor(cursorOf(last, batch)) : null,
      });
    }),

    route(operations.count_databases, async ({ query, context }) => {
      const { search, batch } = query;
      const { workspaceId } = context;
      const total = await databases.count({ workspaceId, search, batchId: batch });
      return json(200, { total });
    }),

    route(operations.get_database, async ({ params, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      return json(200, detailModel(database, await attachments.list(database.id)));
    }),

    route(operations.update_database, async ({ params, body, context }) => {
      const { name, expires_at: expiresAt } = body;
      const database = await databases.update(context.workspaceId, params.database_id, {
        name,
        expiresAt: typeof expiresAt === "string" ? parseExpiry(expiresAt, new Date()) : expiresAt,
      });
      return json(200, detailModel(database, await attachments.list(database.id)));
    }),

    route(operations.fork_database, async ({ params, body, context }) => {
      const { name, expires_at: expiresAt } = body ?? {};
      const request = {
        workspaceId: context.workspaceId,
        sourceId: params.database_id,
        name,
        expiresAt: expiresAt === undefined ? undefined : parseExpiry(expiresAt, new Date()),
      };
      return json(201, createdModel(await databases.fork(request, context.signal)));
    }),

    route(operations.delete_database, async ({ params, context }) => {
      await databases.delete(context.workspaceId, params.database_id);
      return empty(204);
    }),
  ];
}

function isSeq(value: unknown): value is [number] {
  return Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0]);
}

function isId(value: unknown): value is [string] {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === "string";
}

/** The listing of a batch is ordered by id, any other by time. */
function positionOf(cursor: string | undefined, isBatch: boolean) {
  if (cursor === undefined) return {};
  return isBatch
    ? { afterId: decodeCursor(cursor, isId)[0] }
    : { beforeSeq: decodeCursor(cursor, isSeq)[0] };
}

function cursorOf({ seq, database }: ListedDatabase, batch: string | undefined) {
  return [batch === undefined ? seq : database.id];
}

function commonFields(database: Database) {
  const name = database.name ?? null;
  return {
    id: database.id,
    name,
    description: name,
    default_catalog: database.defaultCatalog,
    default_schema: database.defaultSchema,
    expires_at: database.expiresAt?.toISOString() ?? null,
  };
}

function createdModel(database: Database): CreateDatabaseResponse {
  return { ...commonFields(database), default_connection_id: database.connectionId };
}

function summaryModel(database: Database): DatabaseSummary {
  return { ...commonFields(database), created_at: database.createdAt.toISOString() };
}

function detailModel(
  database: Database,
  attachments: readonly Attachment[],
): DatabaseDetailResponse {
  return {
    ...createdModel(database),
    ...summaryModel(database),
    attachments: attachments.map(({ connectionId, alias }) => ({
      connection_id: connectionId,
      alias,
    })),
  };
}
