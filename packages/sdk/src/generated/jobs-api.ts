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
  /** Keep jobs of these types, separated by commas; all but those of datasets when left out. */
  readonly jobType?: string | undefined;
  /** Keep jobs in these states, separated by commas. */
  readonly status?: string | undefined;
  /** Page size; values above 1000 count as 1000. Default: `50`. */
  readonly limit?: number | undefined;
  /** Jobs to skip before the page. Default: `0`. */
  readonly offset?: number | undefined;
}

/** Work that goes on in the background. */
export class JobsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List background jobs by page, newest first.
   *
   * @param options - `jobType`, `status`, `limit`, `offset`; `signal` and `timeoutMs` as with every
   * call.
   * @returns One page of jobs.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
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
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link JobsApi.listJobs} does, while it is read.
   * @example
   * ```ts
   * const running = await hotdata.jobs.list({ status: "running" }).toArray();
   * console.log(running.length);
   * ```
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
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The job.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such job.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getJob(id: string, options: CallOptions = {}): Promise<JobStatusResponse> {
    return this.#client.call(GET_JOB, { path: [id] }, options);
  }

  /**
   * Show one background job. The same as {@link JobsApi.getJob}.
   *
   * @param id - Job id.
   * @param options - As of {@link JobsApi.getJob}.
   * @returns The job.
   * @throws {@link ApiException} as {@link JobsApi.getJob} does.
   */
  get(id: string, options?: CallOptions): Promise<JobStatusResponse> {
    return this.getJob(id, options);
  }
}
