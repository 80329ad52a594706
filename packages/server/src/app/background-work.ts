import { PeriodicTask } from "../background/periodic-task.ts";
import { dataRefreshJobHandlers } from "../connections/copies/data-refresh-jobs.ts";
import { batchJobHandler } from "../databases/batch-job.ts";
import { refreshJobHandler } from "../datasets/refresh-job.ts";
import type { Logger } from "../http/request-context.ts";
import { indexJobHandlers } from "../indexes/index-jobs.ts";
import { type RegisteredJobHandler, registerJobHandler } from "../jobs/job-handler.ts";
import { loadJobHandler } from "../loads/load-job.ts";
import type { Services } from "./create-services.ts";

const SWEEP_INTERVAL_MS = 60_000;

/** What does each type of job. */
export function jobHandlersOf({
  loads,
  batches,
  datasets,
  indexes,
  ...services
}: Services): RegisteredJobHandler[] {
  return [
    loadJobHandler(loads),
    refreshJobHandler(datasets),
    registerJobHandler(batchJobHandler(batches)),
    ...indexJobHandlers(indexes),
    ...dataRefreshJobHandlers(services),
  ];
}

/** Deletes what has had its time. */
export function startSweep(
  { databases, uploads, resultContent, copies, auditing, history, indexRefresher }: Services,
  log: Logger,
): PeriodicTask {
  return new PeriodicTask({
    name: "delete expired databases, upload sessions, results, cut copies, audit events and history",
    intervalMs: SWEEP_INTERVAL_MS,
    log,
    run: async (signal) => {
      await databases.deleteExpired(signal);
      await uploads.deleteExpired(signal);
      await resultContent.deleteExpired(signal);
      await copies.tidy();
      await auditing.deleteOld(signal);
      await history.trimHourly(signal);
      // Files of indexes that went with their databases and datasets.
      indexRefresher.wake();
    },
  });
}
