import { z } from "zod";
import { type RegisteredJobHandler, registerJobHandler } from "../jobs/job-handler.ts";
import { retryPassing } from "../jobs/retry-passing.ts";
import type { IndexService } from "./index-service.ts";

/** Builds indexes in the background: after a restart that goes on. */
export function indexJobHandlers(indexes: IndexService): RegisteredJobHandler[] {
  return (["create_index", "create_dataset_index"] as const).map((type) =>
    registerJobHandler({
      type,
      payload: z.object({ indexId: z.string() }),
      isResumable: true,
      retryAfterMs: retryPassing,
      run: async ({ indexId }, { signal }) => ({ result: await indexes.run(indexId, signal) }),
      afterFailure: ({ indexId }) => indexes.abandon(indexId),
    }),
  );
}
