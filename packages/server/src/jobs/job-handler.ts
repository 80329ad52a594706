import type { JobProgress, JobResult, JobType } from "@hotdata/contract";
import type { ZodType } from "zod";

/** One attempt at a job, as its handler sees it. */
export interface JobAttempt {
  readonly jobId: string;
  readonly workspaceId: string;
  /** 1 for the first. */
  readonly number: number;
  /**
   * Fires when the server stops or the job's database or workspace is deleted. A handler may then
   * reject with the signal's reason, or finish what can no longer be undone.
   */
  readonly signal: AbortSignal;
  /** Shown with the job; stored now and then, so it may be called often. */
  reportProgress(progress: JobProgress): void;
}

/** How a job ended that did not fail. */
export interface JobOutcome {
  /** Absent for types that have no result model. */
  readonly result?: JobResult;
  /** What was not done: given, the job has succeeded only in part. */
  readonly warning?: string;
}

/**
 * Does the jobs of one type. An attempt may be cut off anywhere by a crash: one that is repeated
 * must find out what was done already.
 */
export interface JobHandler<Payload> {
  readonly type: JobType;
  readonly payload: ZodType<Payload>;
  /** Whether a job that a stopped server left running starts again; else it fails with a reason. */
  readonly isResumable: boolean;
  /** Milliseconds until the next attempt after `attempt` failed; undefined: the job has failed. */
  retryAfterMs?(error: unknown, attempt: number): number | undefined;
  run(payload: Payload, attempt: JobAttempt): Promise<JobOutcome>;
  /**
   * Frees what the payload holds, once the job is recorded as failed. A crash in between can prevent
   * the call: whoever owns those things looks after them at the next start.
   */
  afterFailure?(payload: Payload): Promise<void>;
}

/** A handler whose payload type the compiler no longer tells apart. */
export interface RegisteredJobHandler {
  readonly type: JobType;
  readonly isResumable: boolean;
  retryAfterMs(error: unknown, attempt: number): number | undefined;
  /** `payload` is what was stored with the job; it is parsed first. */
  run(payload: unknown, attempt: JobAttempt): Promise<JobOutcome>;
  afterFailure(payload: unknown): Promise<void>;
}

/** Prepares a handler for the runner. */
export function registerJobHandler<Payload>(handler: JobHandler<Payload>): RegisteredJobHandler {
  const parse = (payload: unknown) => handler.payload.parse(payload);
  return {
    type: handler.type,
    isResumable: handler.isResumable,
    retryAfterMs: (error, attempt) => handler.retryAfterMs?.(error, attempt),
    run: async (payload, attempt) => handler.run(parse(payload), attempt),
    afterFailure: async (payload) => handler.afterFailure?.(parse(payload)),
  };
}
