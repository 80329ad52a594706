import {
  type JobStatusResponse,
  LISTED_JOB_TYPES,
  operations,
  type SubmitJobResponse,
} from "@hotdata/contract";
import { json, type Reply } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { Job } from "./job.ts";
import type { JobService } from "./job-service.ts";

export function jobRoutes({ jobs }: { readonly jobs: JobService }): Route[] {
  return [
    route(operations.list_jobs, async ({ query, context }) => {
      const { job_type: types = LISTED_JOB_TYPES, status: statuses, limit, offset } = query;
      const { workspaceId, principal } = context;
      const { databaseId } = principal;
      const page = await jobs.list({ workspaceId, databaseId, types, statuses, limit, offset });
      return json(200, { jobs: page.map(jobStatus) });
    }),

    route(operations.get_job, async ({ params, context }) => {
      const { workspaceId, principal } = context;
      return json(200, jobStatus(await jobs.get(workspaceId, params.id, principal.databaseId)));
    }),
  ];
}

/** The answer to a request whose work goes on in the background. */
export function submittedReply({ id, status }: Pick<Job, "id" | "status">): Reply {
  const body: SubmitJobResponse = { id, status, status_url: `/v1/jobs/${id}` };
  return json(202, body);
}

function jobStatus(job: Job): JobStatusResponse {
  return {
    id: job.id,
    job_type: job.type,
    status: job.status,
    attempts: job.attempts,
    created_at: job.createdAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? null,
    error_message: job.errorMessage ?? null,
    result: job.result ?? null,
    progress: job.progress ?? null,
  };
}
