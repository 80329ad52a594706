import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { JOB_STATUSES, JOB_TYPES, JobStatusResponse, ListJobsResponse } from "../models/job.ts";
import type { Operation } from "../operation.ts";
import { offsetPage } from "./offset-page.ts";
import { listParameter } from "../query-parameter.ts";

export const listJobs = {
  id: "list_jobs",
  api: "JobsApi",
  method: "GET",
  path: "/v1/jobs",
  summary: "List background jobs by page, newest first",
  auth: "workspace",
  narrowestKey: "database",
  query: z.object({
    job_type: listParameter(
      JOB_TYPES,
      "Keep jobs of these types, separated by commas; all but those of datasets when left out.",
    ),
    status: listParameter(JOB_STATUSES, "Keep jobs in these states, separated by commas."),
    ...offsetPage({ limit: 50, skipped: "Jobs to skip before the page." }),
  }),
  responses: {
    200: { description: "One page of jobs.", model: ListJobsResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const getJob = {
  id: "get_job",
  api: "JobsApi",
  method: "GET",
  path: "/v1/jobs/{id}",
  summary: "Show one background job",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ id: z.string().describe("Job id.") }),
  responses: {
    200: { description: "The job.", model: JobStatusResponse },
    ...keyErrors,
    404: nestedError("There is no such job."),
  },
} as const satisfies Operation;
