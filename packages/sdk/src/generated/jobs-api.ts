// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { offsetPages } from "../listing/pages.ts";
import { jobStatusResponse, listJobsResponse } from "./descriptors.ts";
import type { JobStatusResponse, ListJobsResponse } from "./models.ts";

const LIST_JOBS: Operation<ListJobsResponse> = {
  id: "list_jobs",
  method: "GET",
  path: "/v1/jobs",
  auth: "workspace",
  responses: { 200: listJobsResponse },
};

const GET_JOB: Operation<JobStatusResponse> = {
  id: "get_job",
  method: "GET",
  path: "/v1/jobs/{id}",
  auth: "workspace",
  responses: { 200: jobStatusResponse },
};

/** Options of {@link JobsApi.listJobs}. */
export interface ListJobsOptions extends CallOptions {
  /** Keep jobs of these types, separated by commas; all but `dataset_refresh` when left out. */
  readonly jobType?: string | undefined;
  /** Keep jobs in these states, separated by commas. */
  readonly status?: string | undefined;
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** Jobs to skip before the page. */
  readonly offset?: number | undefined;
}

/** Work that goes on in the background. */
export class JobsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List background jobs by page, newest first. */
  listJobs(options: ListJobsOptions = {}): Promise<ListJobsResponse> {
    return this.#client.call(
      LIST_JOBS,
      {
        query: {
          job_type: options.jobType,
          status: options.status,
          limit: options.limit,
          offset: options.offset,
        },
      },
      options,
    );
  }

  /**
   * List background jobs, newest first. {@link JobsApi.listJobs} returns single answers.
   *
   * Fetches page after page as the loop asks for items. Pages are counted from the start: when
   * items are added or removed meanwhile, some may be missed or come twice.
   */
  list(options: ListingOptions<ListJobsOptions> = {}): Listing<JobStatusResponse> {
    return offsetPages(
      LIST_JOBS,
      "jobs",
      (page) => this.listJobs({ ...options, ...page }),
      options,
    );
  }

  /**
   * Show one background job.
   *
   * @param id - Job id.
   */
  getJob(id: string, options: CallOptions = {}): Promise<JobStatusResponse> {
    return this.#client.call(GET_JOB, { path: [id] }, options);
  }

  /**
   * Show one background job. The same as {@link JobsApi.getJob}.
   *
   * @param id - Job id.
   */
  get(id: string, options?: CallOptions): Promise<JobStatusResponse> {
    return this.getJob(id, options);
  }
}
