import type { Metastore } from "../metastore/open-metastore.ts";
import { JobRunner } from "./job-runner.ts";
import { JobService } from "./job-service.ts";
import { JobStore } from "./job-store.ts";
import type { JobLimits } from "./job-turns.ts";
import { JobWaiters } from "./job-waiters.ts";

/** The parts of background work. Jobs can be submitted at once; they run when the runner starts. */
export function openJobs(metastore: Metastore, limits: JobLimits) {
  const store = new JobStore(metastore);
  const waiters = new JobWaiters();
  const jobRunner = new JobRunner({ store, waiters, limits });
  const jobs = new JobService({ store, runner: jobRunner, waiters });
  return { jobs, jobRunner };
}
