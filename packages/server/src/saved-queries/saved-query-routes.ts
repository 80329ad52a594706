import { operations } from "@hotdata/contract";
import { offsetPage } from "../http/offset-page.ts";
import { empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { finishedReply } from "../query/finished-reply.ts";
import { queriedDatabaseId, type QueryDatabases, resolveScope } from "../query/query-scope.ts";
import type { QueryService } from "../query/query-service.ts";
import { type KnownSandboxes, requestedSandboxId } from "../sandboxes/requested-sandbox.ts";
import { detailOf, summaryOf, versionInfoOf } from "./saved-query-models.ts";
import type { SavedQueryService } from "./saved-query-service.ts";

export interface SavedQueryRouteParts {
  readonly savedQueries: SavedQueryService;
  readonly queries: QueryService;
  readonly databases: QueryDatabases;
  readonly sandboxes: KnownSandboxes;
}

export function savedQueryRoutes(parts: SavedQueryRouteParts): Route[] {
  return [...editingRoutes(parts), executeRoute(parts)];
}

function editingRoutes({ savedQueries }: SavedQueryRouteParts): Route[] {
  return [
    route(operations.list_saved_queries, async ({ query, context }) => {
      const found = await savedQueries.list(context.workspaceId, query);
      const { items, ...page } = offsetPage(found, query);
      return json(200, { queries: items.map(summaryOf), ...page });
    }),
    route(operations.create_saved_query, async ({ body, context }) => {
      const created = await savedQueries.create(context.workspaceId, body, context.signal);
      return json(201, detailOf(created));
    }),
    route(operations.get_saved_query, async ({ params, context }) =>
      json(200, detailOf(await savedQueries.get(context.workspaceId, params.id))),
    ),
    route(operations.update_saved_query, async ({ params, body, context }) => {
      const { workspaceId, signal } = context;
      return json(200, detailOf(await savedQueries.update(workspaceId, params.id, body, signal)));
    }),
    route(operations.delete_saved_query, async ({ params, context }) => {
      await savedQueries.delete(context.workspaceId, params.id);
      return empty(204);
    }),
    route(operations.list_saved_query_versions, async ({ params, query, context }) => {
      const found = await savedQueries.listVersions(context.workspaceId, params.id, query);
      const { items, ...page } = offsetPage(found, query);
      return json(200, { saved_query_id: params.id, versions: items.map(versionInfoOf), ...page });
    }),
  ];
}

function executeRoute(parts: SavedQueryRouteParts): Route {
  const { savedQueries, queries, databases, sandboxes } = parts;
  return route(operations.execute_saved_query, async ({ headers, params, body, context }) => {
    const { workspaceId } = context;
    const databaseId = queriedDatabaseId(headers["x-database-id"], undefined);
    const scope = await resolveScope(databases, workspaceId, databaseId);
    const { query, version } = await savedQueries.get(workspaceId, params.id, body?.version);
    const submission = {
      workspaceId,
      scope,
      keyId: context.principal.keyId,
      traceId: context.traceId,
      requestId: context.requestId,
      sqlText: version.sqlText,
      defaultCatalog: undefined,
      defaultSchema: undefined,
      timeoutMs: undefined,
      savedQuery: { id: query.id, version: version.version },
      sandboxId: await requestedSandboxId(sandboxes, workspaceId, headers),
    };
    const finished = await queries.run(submission, context.signal);
    context.beginEncode();
    return finishedReply(finished);
  });
}
