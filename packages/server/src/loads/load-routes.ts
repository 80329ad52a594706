import { type LoadManagedTableRequest, operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import type { Database } from "../databases/database.ts";
import { ApiError, invalidField } from "../http/api-error.ts";
import { json, type Reply } from "../http/reply.ts";
import type { RequestContext } from "../http/request-context.ts";
import { type Route, route } from "../http/route.ts";
import { submittedReply } from "../jobs/job-routes.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { LoadService } from "./load-service.ts";
import { parseLoad } from "./parse-load.ts";
import { type LoadInputOwners, refuseForeignInput } from "./refuse-foreign-input.ts";

export interface LoadRouteParts extends LoadInputOwners {
  readonly databases: DatabaseService;
  readonly loads: LoadService;
  readonly jobs: JobService;
  /** Longest wait that `async_after_ms` may ask for. */
  readonly maxAsyncAfterMs: number;
}

interface LoadCall {
  readonly database: Database;
  readonly schema: string;
  readonly table: string;
  readonly body: LoadManagedTableRequest;
  readonly context: RequestContext;
}

/** Loads, by database id and by the database's connection id. */
export function loadRoutes(parts: LoadRouteParts): Route[] {
  const { databases } = parts;
  return [
    route(operations.load_database_table, async ({ params, body, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      const { schema, table } = params;
      return load(parts, { database, schema, table, body, context });
    }),

    route(operations.load_managed_table, async ({ params, body, context }) => {
      const database = await databases.getByConnection(context.workspaceId, params.connection_id);
      const { schema, table } = params;
      return load(parts, { database, schema, table, body, context });
    }),
  ];
}

async function load(parts: LoadRouteParts, call: LoadCall): Promise<Reply> {
  const { database, schema, table, body, context } = call;
  const { signal } = context;
  const { workspaceId, id: databaseId, connectionId } = database;
  checkWait(body, parts.maxAsyncAfterMs);
  const target = { workspaceId, databaseId, connectionId, schema, table };
  const request = { ...parseLoad(body), target };
  await refuseForeignInput(parts, request.input, context);
  // A result is here already: copying it always happens in the foreground.
  if (body.async !== true || request.input.kind === "result") {
    return json(200, await parts.loads.load(request, signal));
  }
  const id = await parts.loads.submit(request, body);
  const waitMs = body.async_after_ms;
  if (waitMs === undefined) return submittedReply({ id, status: "pending" });
  const job = await parts.jobs.wait({ workspaceId, id }, waitMs, signal);
  if (job.status === "succeeded") return json(200, job.result);
  if (job.errorCode !== undefined) {
    throw new ApiError(job.errorCode, job.errorMessage ?? "The load failed.");
  }
  return submittedReply(job);
}

function checkWait({ async_after_ms: waitMs }: LoadManagedTableRequest, maxMs: number): void {
  if (waitMs === undefined || waitMs <= maxMs) return;
  throw invalidField("async_after_ms", `async_after_ms can be at most ${maxMs}.`);
}
