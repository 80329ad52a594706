import type { ErrorCode, JobProgress, JobResult, JobStatus, JobType } from "@hotdata/contract";

/** Work that goes on in the background and outlives the server's process. */
export interface Job {
  readonly id: string;
  readonly workspaceId: string;
  /** The database it works on: when that is deleted, the job ends. */
  readonly databaseId: string | undefined;
  readonly type: JobType;
  readonly status: JobStatus;
  /** Times it was started. */
  readonly attempts: number;
  readonly progress: JobProgress | undefined;
  readonly result: JobResult | undefined;
  /** Why it failed; undefined unless it did. */
  readonly errorCode: ErrorCode | undefined;
  /** Why it failed, or what of it did. */
  readonly errorMessage: string | undefined;
  readonly createdAt: Date;
  /** Undefined until it has ended. */
  readonly completedAt: Date | undefined;
}

export interface NewJob {
  readonly workspaceId: string;
  readonly databaseId?: string | undefined;
  readonly type: JobType;
  /** What its handler needs to run it, also after a restart; kept as JSON. */
  readonly payload: unknown;
}

export function hasEnded({ status }: Pick<Job, "status">): boolean {
  return status !== "pending" && status !== "running";
}
