import { z } from "zod";
import type { JobHandler } from "../jobs/job-handler.ts";
import type { BatchService } from "./batch-service.ts";

const BatchJob = z.object({ batchId: z.string() });

/** Fills batches of databases. A job that was cut off goes on where it was. */
export function batchJobHandler(batches: BatchService): JobHandler<z.infer<typeof BatchJob>> {
  return {
    type: "bulk_create_databases",
    payload: BatchJob,
    isResumable: true,
    run: async ({ batchId }, { signal, reportProgress }) => {
      const { requested, created, isCancelled } = await batches.fill(
        batchId,
        (filling) => reportProgress({ done: filling.created, total: filling.requested }),
        signal,
      );
      return { result: { batch_id: batchId, requested, created, cancelled: isCancelled } };
    },
  };
}
