import { operations, RefreshDatasetResponse, type RefreshRequest } from "@hotdata/contract";
import type { SchemaRefresh } from "../connections/schema-refresh.ts";
import type { DatasetService } from "../datasets/dataset-service.ts";
import { invalidField } from "../http/api-error.ts";
import { json, type Reply } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { parseRefresh } from "./parse-refresh.ts";
import { getRefreshable, refreshData, type RefreshDataParts } from "./refresh-data.ts";
import { submittedRefresh } from "./submitted-refresh.ts";

export interface RefreshRouteParts extends RefreshDataParts {
  readonly datasets: DatasetService;
  readonly schemaRefresh: SchemaRefresh;
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
      if (target.kind === "data") return refreshData(parts, { workspaceId, target, body, signal });
      const { connectionId } = target;
      if (connectionId !== undefined) await getRefreshable(parts, workspaceId, connectionId);
      return json(200, await parts.schemaRefresh.run(workspaceId, connectionId, signal));
    }),
  ];
}

async function refreshDataset(parts: RefreshRouteParts, call: DatasetCall): Promise<Reply> {
  const { datasets, jobs } = parts;
  const { workspaceId, datasetId, body, signal } = call;
  if (body.async !== true) {
    return json(200, await datasets.refresh({ workspaceId, datasetId }, signal));
  }
  const jobId = await datasets.submitRefresh(workspaceId, datasetId);
  const result = RefreshDatasetResponse;
  return submittedRefresh(jobs, { workspaceId, jobId, body, result }, signal);
}

function checkWait({ async_after_ms: waitMs }: RefreshRequest, maxMs: number): void {
  if (waitMs === undefined || waitMs <= maxMs) return;
  throw invalidField("async_after_ms", `async_after_ms can be at most ${maxMs}.`);
}
