import { z } from "zod";
import { LoadManagedTableResponse } from "./load.ts";
import { ConnectionRefreshResult, RefreshDatasetResponse, TableRefreshResult } from "./refresh.ts";
import { IndexInfoResponse } from "./table-index.ts";
import { int64, timestamp } from "./timestamp.ts";

/** Closed: clients refuse a whole answer for a type they do not know. */
export const LISTED_JOB_TYPES = [
  "noop",
  "bulk_create_databases",
  "data_refresh_table",
  "data_refresh_connection",
  "create_index",
  "managed_load",
  "ducklake_vacuum",
  "ducklake_orphan_cleanup",
  "result_deletion",
  "stale_result_cleanup",
  "result_retention",
  "ducklake_compaction",
  "ducklake_table_compaction",
] as const;

/** Later clients do not know the last ones: they are listed only for those who ask for them. */
export const JOB_TYPES = [...LISTED_JOB_TYPES, "dataset_refresh", "create_dataset_index"] as const;

export const JobType = z
  .enum(JOB_TYPES)
  .meta({ id: "JobType", description: "What a background job does." });
export type JobType = z.infer<typeof JobType>;

export const JOB_STATUSES = [
  "pending",
  "running",
  "succeeded",
  "partially_succeeded",
  "failed",
] as const;

export const JobStatus = z
  .enum(JOB_STATUSES)
  .meta({ id: "JobStatus", description: "State of a background job." });
export type JobStatus = z.infer<typeof JobStatus>;

export const SubmitJobResponse = z
  .object({
    id: z.string().describe("Job id."),
    status: JobStatus.describe("State of the job when the answer was written."),
    status_url: z.string().describe("Path to poll for the outcome."),
  })
  .meta({ id: "SubmitJobResponse", description: "Work that goes on in the background." });
export type SubmitJobResponse = z.infer<typeof SubmitJobResponse>;

export const BulkCreateDatabasesResult = z
  .object({
    batch_id: z.string().describe("Batch that the databases are in."),
    requested: int64.describe("Databases that were asked for."),
    created: int64.describe("Databases that were made."),
    cancelled: z.boolean().describe("Whether the batch was stopped before its end."),
  })
  .meta({ id: "BulkCreateDatabasesResult", description: "Outcome of creating many databases." });
export type BulkCreateDatabasesResult = z.infer<typeof BulkCreateDatabasesResult>;

export const JobResult = z
  .union([
    LoadManagedTableResponse,
    BulkCreateDatabasesResult,
    RefreshDatasetResponse,
    IndexInfoResponse,
    TableRefreshResult,
    ConnectionRefreshResult,
  ])
  .meta({
    id: "JobResult",
    description: "Outcome of a job; its shape follows from the job's type.",
  });
export type JobResult = z.infer<typeof JobResult>;

export const JobProgress = z
  .object({
    done: int64.describe("Units of work that are done."),
    total: int64.nullable().describe("Units of work in all; null when that is not known."),
  })
  .meta({ id: "JobProgress", description: "How far a job has come." });
export type JobProgress = z.infer<typeof JobProgress>;

export const JobStatusResponse = z
  .object({
    id: z.string().describe("Job id."),
    job_type: JobType.describe("What the job does."),
    status: JobStatus.describe("State of the job."),
    attempts: z.int().min(0).describe("Times it was tried, the present one included."),
    created_at: timestamp.describe("When it was submitted."),
    completed_at: timestamp.nullish().describe("When it ended; null until then."),
    error_message: z.string().nullish().describe("Why it failed, or what of it did."),
    result: JobResult.nullish().describe("Outcome; null until the job has ended."),
    progress: JobProgress.nullish().describe("How far it has come, when the job tells."),
  })
  .meta({ id: "JobStatusResponse", description: "A background job." });
export type JobStatusResponse = z.infer<typeof JobStatusResponse>;

export const ListJobsResponse = z
  .object({ jobs: z.array(JobStatusResponse).describe("The jobs of this page, newest first.") })
  .meta({ id: "ListJobsResponse", description: "One page of background jobs." });
export type ListJobsResponse = z.infer<typeof ListJobsResponse>;
