import type { Logger } from "../http/request-context.ts";
import { conflict, shuttingDown } from "../http/api-error.ts";
import { isUnexpected, toApiError } from "../http/error-reply.ts";
import type { RegisteredJobHandler } from "./job-handler.ts";
import type { JobEnd, JobOwner, JobStore, RunnableJob } from "./job-store.ts";
import { type JobLimits, JobTurns } from "./job-turns.ts";
import type { JobWaiters } from "./job-waiters.ts";
import { ProgressRecorder } from "./progress-recorder.ts";

export interface JobRunnerParts {
  readonly store: JobStore;
  readonly waiters: JobWaiters;
  readonly limits: JobLimits;
}

interface RunningJob {
  readonly workspaceId: string;
  readonly databaseId: string | null;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** A job that was cut off this often is what brings the server down. */
const MAX_ATTEMPTS_ACROSS_RESTARTS = 10;
/** Pause after the metastore failed. */
const REST_MS = 1_000;
/** Longest sleep; a timer cannot be set for much longer. */
const MAX_SLEEP_MS = 3_600_000;

/** Starts pending jobs within the limits, in turn, and records how each ends. */
export class JobRunner {
  readonly #parts: JobRunnerParts;
  readonly #turns: JobTurns;
  readonly #running = new Map<string, RunningJob>();
  #handlers: ReadonlyMap<string, RegisteredJobHandler> = new Map();
  #log: Logger | undefined;
  #state: "idle" | "started" | "closed" = "idle";
  #dispatching: Promise<void> | undefined;
  #isWoken = false;
  /** Time of the last look for jobs that may start. */
  #lookedAt = new Date();
  #alarm: NodeJS.Timeout | undefined;

  constructor(parts: JobRunnerParts) {
    this.#parts = parts;
    this.#turns = new JobTurns(parts.limits);
  }

  /** Settles what a stopped server left running, then starts jobs as they come. */
  async start(handlers: readonly RegisteredJobHandler[], log: Logger): Promise<void> {
    this.#handlers = new Map(handlers.map((handler) => [handler.type, handler]));
    this.#log = log;
    for (const job of await this.#parts.store.listRunning()) await this.#recover(job);
    this.#state = "started";
    this.wake();
  }

  /** Says that there may be something to start. */
  wake(): void {
    this.#isWoken = true;
    if (this.#state !== "started" || this.#dispatching !== undefined) return;
    this.#dispatching = this.#dispatch().finally(() => {
      this.#dispatching = undefined;
      if (this.#isWoken) this.wake();
    });
  }

  /** Fails the pending and stops the running jobs of a database or workspace that is deleted. */
  async endAll(owner: JobOwner, reason: string): Promise<void> {
    const error = conflict(reason);
    for (const job of await this.#parts.store.listPendingOf(owner)) await this.#fail(job, error);
    const running = [...this.#running.values()].filter((job) => isOf(job, owner));
    for (const { controller } of running) controller.abort(error);
    await Promise.all(running.map(({ done }) => done));
  }

  /** Cuts running jobs off; those that can be resumed go on at the next start. */
  async close(): Promise<void> {
    this.#state = "closed";
    clearTimeout(this.#alarm);
    await this.#dispatching;
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort(shuttingDown());
    await Promise.all(running.map(({ done }) => done));
  }

  async #recover(job: RunnableJob): Promise<void> {
    const handler = this.#handlers.get(job.type);
    if (handler === undefined || !handler.isResumable) {
      const message = "The server was stopped while the job ran; submit it again.";
      return this.#fail(job, conflict(message));
    }
    if (job.attempts >= MAX_ATTEMPTS_ACROSS_RESTARTS) {
      const message = `The server was stopped ${job.attempts} times while the job ran.`;
      return this.#fail(job, conflict(message));
    }
    await this.#parts.store.putBack(job.id, new Date());
  }

  async #dispatch(): Promise<void> {
    clearTimeout(this.#alarm);
    try {
      while (this.#isWoken) {
        this.#isWoken = false;
        while (this.#state === "started" && (await this.#startNext()));
      }
      await this.#setAlarm();
    } catch (error) {
      this.#log?.error({ err: error }, "jobs could not be started");
      this.#wakeIn(REST_MS);
    }
  }

  /** Returns false when nothing can be started now. */
  async #startNext(): Promise<boolean> {
    if (!this.#turns.hasRoom()) return false;
    this.#lookedAt = new Date();
    const rows = await this.#parts.store.listNext(this.#lookedAt);
    const candidates = rows.map((row) => ({ ...row, workspaceId: row.workspace_id }));
    const next = this.#turns.choose(candidates);
    if (next === undefined || this.#state !== "started") return false;
    const { id, workspaceId, database_id: databaseId } = next;
    const controller = new AbortController();
    const started = this.#parts.store.start(id);
    this.#turns.begin(workspaceId);
    const done = this.#run(id, started, controller.signal).finally(() => {
      this.#running.delete(id);
      this.#turns.end(workspaceId);
      this.wake();
    });
    // Known before it is marked as running: a deletion finds it in one place or the other.
    this.#running.set(id, { workspaceId, databaseId, controller, done });
    // The next one starts after it: jobs begin in the order they were submitted in.
    await started;
    return true;
  }

  async #run(
    id: string,
    started: Promise<RunnableJob | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const job = await started;
      if (job !== undefined) await this.#attempt(job, signal);
    } catch (error) {
      this.#log?.error({ err: error, job_id: id }, "the end of a job could not be recorded");
    }
  }

  async #attempt(job: RunnableJob, signal: AbortSignal): Promise<void> {
    const { id: jobId, workspaceId, attempts: number } = job;
    const progress = new ProgressRecorder((newest) => this.#putProgress(jobId, newest));
    const reportProgress = progress.report.bind(progress);
    try {
      const handler = this.#handlerOf(job);
      const attempt = { jobId, workspaceId, number, signal, reportProgress };
      const { result, warning } = await handler.run(job.payload, attempt);
      await progress.close();
      const status = warning === undefined ? "succeeded" : "partially_succeeded";
      await this.#end(jobId, { status, result, errorMessage: warning });
    } catch (error) {
      await progress.close();
      await this.#afterError(job, error, signal);
    }
  }

  async #afterError(job: RunnableJob, error: unknown, signal: AbortSignal): Promise<void> {
    // A job that the shutdown cut off is left as it is: the next start decides about it.
    if (this.#state === "closed") return;
    if (signal.aborted) return this.#fail(job, signal.reason);
    const delayMs = this.#handlers.get(job.type)?.retryAfterMs(error, job.attempts);
    if (delayMs === undefined) return this.#fail(job, error);
    await this.#parts.store.putBack(job.id, new Date(Date.now() + delayMs));
  }

  async #fail(job: RunnableJob, error: unknown): Promise<void> {
    if (isUnexpected(error)) this.#log?.error({ err: error, job_id: job.id }, "job failed");
    const { code: errorCode, message: errorMessage } = toApiError(error);
    await this.#end(job.id, { status: "failed", errorCode, errorMessage });
    try {
      await this.#handlers.get(job.type)?.afterFailure(job.payload);
    } catch (cause) {
      this.#log?.error({ err: cause, job_id: job.id }, "a failed job left something behind");
    }
  }

  async #end(jobId: string, end: JobEnd): Promise<void> {
    await this.#parts.store.end(jobId, end);
    this.#parts.waiters.notify(jobId);
  }

  async #putProgress(jobId: string, progress: { done: number; total: number | null }) {
    try {
      await this.#parts.store.putProgress(jobId, progress);
    } catch (error) {
      this.#log?.warn({ err: error, job_id: jobId }, "progress could not be recorded");
    }
  }

  #handlerOf({ type }: RunnableJob): RegisteredJobHandler {
    const handler = this.#handlers.get(type);
    if (handler === undefined) throw conflict(`This server does not run jobs of type ${type}.`);
    return handler;
  }

  async #setAlarm(): Promise<void> {
    // Those that might have started then wait for room, which comes when a job ends.
    const next = await this.#parts.store.findStartAfter(this.#lookedAt);
    if (next === undefined) return;
    this.#wakeIn(Math.min(Math.max(next.getTime() - Date.now(), 0), MAX_SLEEP_MS));
  }

  #wakeIn(waitMs: number): void {
    if (this.#state !== "closed") this.#alarm = setTimeout(() => this.wake(), waitMs).unref();
  }
}

function isOf(job: RunningJob, owner: JobOwner): boolean {
  return "workspaceId" in owner
    ? job.workspaceId === owner.workspaceId
    : job.databaseId === owner.databaseId;
}
