import type { Kysely } from "kysely";
import type { DatabaseContent } from "../databases/database-content.ts";
import { notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import { hasEnded, type Job, type NewJob } from "./job.ts";
import type { JobRunner } from "./job-runner.ts";
import type { JobFilter, JobStore } from "./job-store.ts";
import type { JobWaiters } from "./job-waiters.ts";

export interface JobServiceParts {
  readonly store: JobStore;
  readonly runner: JobRunner;
  readonly waiters: JobWaiters;
}

/** Submits background work and tells how it goes. */
export class JobService implements DatabaseContent, WorkspaceContent {
  readonly #parts: JobServiceParts;

  constructor(parts: JobServiceParts) {
    this.#parts = parts;
  }

  /**
   * Records a job, which starts as soon as there is room for it; returns its id.
   * @param transaction makes the job part of it: rolled back, the job was never there
   */
  async submit(job: NewJob, transaction?: Kysely<MetastoreTables>): Promise<string> {
    const id = createId("jobs");
    await this.#parts.store.insert(id, job, transaction);
    // The metastore answers the runner only after an open transaction is closed.
    this.#parts.runner.wake();
    return id;
  }

  /**
   * @param databaseId only a job that works on this database is known; undefined: any
   * @throws {ApiError} NOT_FOUND also for one of another workspace.
   */
  async get(workspaceId: string, id: string, databaseId?: string): Promise<Job> {
    const job = await this.#parts.store.find(id);
    const isOthers = databaseId !== undefined && job?.databaseId !== databaseId;
    if (job === undefined || job.workspaceId !== workspaceId || isOthers) {
      throw notFound(`Job '${id}' not found.`);
    }
    return job;
  }

  /** Newest first. */
  list(filter: JobFilter): Promise<readonly Job[]> {
    return this.#parts.store.list(filter);
  }

  /** Waits until the job has ended or the time is over, and returns the job as it is then. */
  async wait(
    { workspaceId, id }: Pick<Job, "workspaceId" | "id">,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Job> {
    const wait = this.#parts.waiters.open(id);
    try {
      const job = await this.get(workspaceId, id);
      if (hasEnded(job)) return job;
      await wait.until(timeoutMs, signal);
      return await this.get(workspaceId, id);
    } finally {
      wait.close();
    }
  }

  deleteDatabase(databaseId: string): Promise<void> {
    return this.#parts.runner.endAll({ databaseId }, "The job's database was deleted.");
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.#parts.runner.endAll({ workspaceId }, "The job's workspace was deleted.");
    await this.#parts.store.deleteOfWorkspace(workspaceId);
  }
}
