import { operations } from "@hotdata/contract";
import { notFound } from "../http/api-error.ts";
import { empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { noProfile, queryRunProfile } from "./run-profile-answer.ts";
import type { RunProfileStore } from "./run-profile-store.ts";
import {
  type QueryRun,
  queryRunInfo,
  type QueryRunStore,
  type RunFilter,
} from "./query-run-store.ts";
import { type QueryDatabases, resolveScope } from "./query-scope.ts";
import type { QueryService } from "./query-service.ts";

export interface QueryRunRouteParts {
  readonly queries: QueryService;
  readonly runs: QueryRunStore;
  readonly databases: QueryDatabases;
  readonly runProfiles: RunProfileStore;
}

export function queryRunRoutes(parts: QueryRunRouteParts): Route[] {
  const { queries, runs, databases, runProfiles } = parts;
  const shown = (run: QueryRun) =>
    queryRunInfo(run, run.status === "running" ? queries.progressOf(run.id) : null);
  const get = async (filter: RunFilter, id: string): Promise<QueryRun> => {
    const run = await runs.find(filter, id);
    if (run === undefined) throw notFound(`Query run '${id}' not found.`);
    return run;
  };
  return [
    route(operations.list_query_runs, async ({ headers, query, context }) => {
      const { workspaceId } = context;
      const scope = await resolveScope(databases, workspaceId, headers["x-database-id"]);
      const { runs: page, nextCursor } = await runs.list({
        workspaceId,
        databaseId: scope?.id,
        limit: query.limit,
        cursor: query.cursor,
        statuses: query.status,
        savedQueryId: query.saved_query_id,
        sandboxId: query.sandbox_id,
      });
      return json(200, {
        query_runs: page.map(shown),
        count: page.length,
        limit: query.limit,
        has_more: nextCursor !== undefined,
        next_cursor: nextCursor,
      });
    }),
    route(operations.get_query_run, async ({ headers, params, context }) => {
      const { workspaceId } = context;
      const scope = await resolveScope(databases, workspaceId, headers["x-database-id"]);
      const run = await get({ workspaceId, databaseId: scope?.id }, params.id);
      return json(200, shown(run));
    }),
    route(operations.get_query_run_profile, async ({ headers, params, context }) => {
      const { workspaceId } = context;
      const scope = await resolveScope(databases, workspaceId, headers["x-database-id"]);
      const run = await get({ workspaceId, databaseId: scope?.id }, params.id);
      const profile = await runProfiles.find(run.id);
      if (profile === undefined) throw notFound(noProfile(run));
      return json(200, queryRunProfile(run, profile));
    }),
    route(operations.cancel_query_run, async ({ headers, params, context }) => {
      const { workspaceId, principal } = context;
      const scope = await resolveScope(databases, workspaceId, headers["x-database-id"]);
      const filter = { workspaceId, databaseId: scope?.id };
      await queries.cancel(filter, params.id, principal.isReadOnly ? principal.keyId : undefined);
      return empty(204);
    }),
  ];
}
