import type { RefreshRequest, RefreshResponse } from "@hotdata/contract";
import type { ZodType } from "zod";
import { ApiError } from "../http/api-error.ts";
import { json, type Reply } from "../http/reply.ts";
import { submittedReply } from "../jobs/job-routes.ts";
import type { JobService } from "../jobs/job-service.ts";

export interface SubmittedRefresh<Result extends RefreshResponse> {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly body: RefreshRequest;
  /** What the job brings. */
  readonly result: ZodType<Result>;
}

/** The answer to a refresh in the background: the job, or its outcome where that comes in time. */
export async function submittedRefresh<Result extends RefreshResponse>(
  jobs: JobService,
  { workspaceId, jobId: id, body, result }: SubmittedRefresh<Result>,
  signal: AbortSignal,
): Promise<Reply> {
  const waitMs = body.async_after_ms;
  if (waitMs === undefined) return submittedReply({ id, status: "pending" });
  const job = await jobs.wait({ workspaceId, id }, waitMs, signal);
  if (job.status === "succeeded" || job.status === "partially_succeeded") {
    return json(200, result.parse(job.result));
  }
  if (job.errorCode !== undefined) {
    throw new ApiError(job.errorCode, job.errorMessage ?? "The refresh failed.");
  }
  return submittedReply(job);
}
