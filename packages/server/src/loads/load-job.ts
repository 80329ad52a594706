import { z } from "zod";
import { type RegisteredJobHandler, registerJobHandler } from "../jobs/job-handler.ts";
import { retryPassing } from "../jobs/retry-passing.ts";
import type { LoadService } from "./load-service.ts";

/** What the job of a load is told. */
export const LoadJob = z.object({
  loadId: z.string(),
  databaseId: z.string(),
  schema: z.string(),
  table: z.string(),
});
export type LoadJob = z.infer<typeof LoadJob>;

/** Loads in the background: after a restart they go on, and each happens once. */
export function loadJobHandler(loads: LoadService): RegisteredJobHandler {
  return registerJobHandler({
    type: "managed_load",
    payload: LoadJob,
    isResumable: true,
    retryAfterMs: retryPassing,
    run: async (job, { signal }) => ({ result: await loads.run(job, signal) }),
    afterFailure: (job) => loads.giveUp(job),
  });
}
