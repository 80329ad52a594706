import { z } from "zod";
import { toApiError } from "../http/error-reply.ts";
import { type RegisteredJobHandler, registerJobHandler } from "../jobs/job-handler.ts";
import type { LoadService } from "./load-service.ts";

/** What the job of a load is told. */
export const LoadJob = z.object({
  loadId: z.string(),
  databaseId: z.string(),
  schema: z.string(),
  table: z.string(),
});
export type LoadJob = z.infer<typeof LoadJob>;

const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 5_000;

/** Loads in the background: after a restart they go on, and each happens once. */
export function loadJobHandler(loads: LoadService): RegisteredJobHandler {
  return registerJobHandler({
    type: "managed_load",
    payload: LoadJob,
    isResumable: true,
    // Only what may pass by itself, such as a lost engine or a catalog that is locked.
    retryAfterMs: (error, attempt) => {
      const mayPass = toApiError(error).retryAfterSeconds !== undefined;
      if (!mayPass || attempt >= MAX_ATTEMPTS) return undefined;
      return Math.min(FIRST_PAUSE_MS * 2 ** attempt, MAX_PAUSE_MS);
    },
    run: async (job, { signal }) => ({ result: await loads.run(job, signal) }),
    afterFailure: (job) => loads.giveUp(job),
  });
}
