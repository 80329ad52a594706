import { z } from "zod";
import { type RegisteredJobHandler, registerJobHandler } from "../jobs/job-handler.ts";
import { retryPassing } from "../jobs/retry-passing.ts";
import type { DatasetService } from "./dataset-service.ts";

/** Refreshes datasets in the background: after a restart they go on, and each happens once. */
export function refreshJobHandler(datasets: DatasetService): RegisteredJobHandler {
  return registerJobHandler({
    type: "dataset_refresh",
    payload: z.object({ datasetId: z.string() }),
    isResumable: true,
    retryAfterMs: retryPassing,
    run: async ({ datasetId }, { workspaceId, jobId, signal }) => ({
      result: await datasets.refresh({ workspaceId, datasetId, jobId }, signal),
    }),
  });
}
