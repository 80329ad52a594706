import { operations, RefreshDatasetResponse, type RefreshRequest } from "@hotdata/contract";
import type { ConnectionService } from "../connections/connection-service.ts";
import type { SchemaRefresh } from "../connections/schema-refresh.ts";
import type { DatabaseService } from "../databases/database-service.ts";
import type { DatasetService } from "../datasets/dataset-service.ts";
import { ApiError, badRequest, invalidField, notImplemented } from "../http/api-error.ts";
import { json, type Reply } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { submittedReply } from "../jobs/job-routes.ts";
import type { JobService } from "../jobs/job-service.ts";
import { parseRefresh } from "./parse-refresh.ts";

export interface RefreshRouteParts {
  readonly datasets: DatasetService;
  readonly databases: DatabaseService;
  readonly connections: Pick<ConnectionService, "find">;
  readonly schemaRefresh: SchemaRefresh;
  readonly jobs: JobService;
  /** Longest wait that `async_after_ms` may ask for. */
  readonly maxAsyncAfterMs: number;
}

interface DatasetCall {
  readonly workspaceId: string;
  readonly datasetId: string;
  readonly body: RefreshRequest;
  readonly signal: AbortSignal;
}

export function refreshRoutes(parts: RefreshRouteParts): Route[] {
  return [
    route(operations.refresh, async ({ body, context }) => {
      const { workspaceId, signal } = context;
      checkWait(body, parts.maxAsyncAfterMs);
      const target = parseRefresh(body);
      if (target.kind === "dataset") {
        const { datasetId } = target;
        return refreshDataset(parts, { workspaceId, datasetId, body, signal });
      }
      const { connectionId } = target;
      if (connectionId !== undefined) await refuseManaged(parts, workspaceId, connectionId);
      if (target.kind === "data") {
        throw notImplemented("Rows of outside sources cannot be read again yet; none were copied.");
      }
      return json(200, await parts.schemaRefresh.run(workspaceId, connectionId, signal));
    }),
  ];
}

/** @throws {ApiError} NOT_FOUND; BAD_REQUEST for the connection of a managed database */
async function refuseManaged(
  { databases, connections }: RefreshRouteParts,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  if ((await connections.find(workspaceId, connectionId)) !== undefined) return;
  await databases.getByConnection(workspaceId, connectionId);
  throw badRequest(
    `Connection '${connectionId}' is managed: it has no source to refresh from. Its tables change ` +
      "by loads; use the loads endpoint.",
  );
}

async function refreshDataset(parts: RefreshRouteParts, call: DatasetCall): Promise<Reply> {
  const { datasets, jobs } = parts;
  const { workspaceId, datasetId, body, signal } = call;
  if (body.async !== true) {
    return json(200, await datasets.refresh({ workspaceId, datasetId }, signal));
  }
  const id = await datasets.submitRefresh(workspaceId, datasetId);
  const waitMs = body.async_after_ms;
  if (waitMs === undefined) return submittedReply({ id, status: "pending" });
  const job = await jobs.wait({ workspaceId, id }, waitMs, signal);
  if (job.status === "succeeded") return json(200, RefreshDatasetResponse.parse(job.result));
  if (job.errorCode !== undefined) {
    throw new ApiError(job.errorCode, job.errorMessage ?? "The refresh failed.");
  }
  return submittedReply(job);
}

function checkWait({ async_after_ms: waitMs }: RefreshRequest, maxMs: number): void {
  if (waitMs === undefined || waitMs <= maxMs) return;
  throw invalidField("async_after_ms", `async_after_ms can be at most ${maxMs}.`);
}
