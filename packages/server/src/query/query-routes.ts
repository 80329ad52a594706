import { operations, type QueryRequest } from "@hotdata/contract";
import { firstWithin } from "../concurrency/first-within.ts";
import { invalidField } from "../http/api-error.ts";
import { json, type Reply } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { finishedReply } from "./finished-reply.ts";
import { parseParameters } from "./parse-parameters.ts";
import type { QueryDatabases } from "./query-scope.ts";
import { queriedDatabaseId, resolveScope } from "./query-scope.ts";
import { isCutForOldClients } from "./preview-size.ts";
import type { QueryService, StartedQuery } from "./query-service.ts";
import { type KnownSandboxes, requestedSandboxId } from "../sandboxes/requested-sandbox.ts";
import type { QuerySubmission } from "./query-submission.ts";

export interface QueryRouteParts {
  readonly queries: QueryService;
  readonly databases: QueryDatabases;
  readonly sandboxes: KnownSandboxes;
  /** Longest wait that `async_after_ms` may ask for. */
  readonly maxAsyncAfterMs: number;
}

export function queryRoutes(parts: QueryRouteParts): Route[] {
  return [
    route(operations.query, async ({ headers, body, context }) => {
      const databaseId = queriedDatabaseId(headers["x-database-id"], body.database_id);
      checkOptions(body, parts.maxAsyncAfterMs);
      const submission = {
        workspaceId: context.workspaceId,
        scope: await resolveScope(parts.databases, context.workspaceId, databaseId),
        keyId: context.principal.keyId,
        traceId: context.traceId,
        requestId: context.requestId,
        sqlText: body.sql,
        dialect: body.dialect,
        parameters: parseParameters(body.parameters),
        defaultCatalog: body.default_catalog,
        defaultSchema: body.default_schema,
        timeoutMs: body.timeout_ms,
        readMode: body.read_mode,
        savedQuery: undefined,
        isProfiled: body.profile === true,
        sandboxId: await requestedSandboxId(parts.sandboxes, context.workspaceId, headers),
      };
      if (body.async !== true) {
        const finished = await parts.queries.run(submission, context.signal);
        context.beginEncode();
        return finishedReply(finished);
      }
      const waitMs = body.async_after_ms;
      const started = await parts.queries.start(submission, waitMs !== undefined, context.signal);
      return waitMs === undefined
        ? startedReply(started)
        : firstOf(started, { waitMs, submission, beginEncode: context.beginEncode });
    }),
  ];
}

function checkOptions(body: QueryRequest, maxAsyncAfterMs: number): void {
  if (body.async_after_ms !== undefined && body.async_after_ms > maxAsyncAfterMs) {
    throw invalidField(
      "async_after_ms",
      `async_after_ms can be at most ${maxAsyncAfterMs} (HOTDATA_MAX_ASYNC_AFTER_MS).`,
    );
  }
}

interface Wait {
  readonly waitMs: number;
  readonly submission: QuerySubmission;
  readonly beginEncode: () => void;
}

/** The rows if they are there in time and may be sent at once, else the run to ask for later. */
async function firstOf(
  started: StartedQuery,
  { waitMs, submission, beginEncode }: Wait,
): Promise<Reply> {
  const finished = await firstWithin(started.finished, waitMs);
  if (finished !== undefined && !isCutForOldClients(submission, finished.outcome)) {
    beginEncode();
    return finishedReply(finished);
  }
  started.leave();
  return startedReply(started);
}

function startedReply({ runId, reason }: StartedQuery): Reply {
  return json(202, {
    query_run_id: runId,
    status: "running",
    status_url: `/v1/query-runs/${runId}`,
    reason: reason(),
  });
}
