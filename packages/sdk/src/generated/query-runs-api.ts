// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { cursorPages } from "../listing/pages.ts";
import { listQueryRunsResponse, queryRunInfo, queryRunProfile } from "./descriptors.ts";
import type { ListQueryRunsResponse, QueryRunInfo, QueryRunProfile } from "./models.ts";

const LIST_QUERY_RUNS: Operation<ListQueryRunsResponse> = {
  id: "list_query_runs",
  method: "GET",
  path: "/v1/query-runs",
  auth: "workspace",
  responses: { 200: listQueryRunsResponse },
};

const GET_QUERY_RUN: Operation<QueryRunInfo> = {
  id: "get_query_run",
  method: "GET",
  path: "/v1/query-runs/{id}",
  auth: "workspace",
  responses: { 200: queryRunInfo },
};

const GET_QUERY_RUN_PROFILE: Operation<QueryRunProfile> = {
  id: "get_query_run_profile",
  method: "GET",
  path: "/v1/query-runs/{id}/profile",
  auth: "workspace",
  responses: { 200: queryRunProfile },
};

const CANCEL_QUERY_RUN: Operation<undefined> = {
  id: "cancel_query_run",
  method: "POST",
  path: "/v1/query-runs/{id}/cancel",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Options of {@link QueryRunsApi.listQueryRuns}. */
export interface ListQueryRunsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Keep runs in these states, separated by commas. */
  readonly status?: string | undefined;
  /** Keep runs of one saved query. */
  readonly savedQueryId?: string | undefined;
  /** Keep runs of one sandbox, which may be deleted by now. */
  readonly sandboxId?: string | undefined;
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
}

/** Options of {@link QueryRunsApi.getQueryRun}. */
export interface GetQueryRunOptions extends CallOptions {
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
}

/** Options of {@link QueryRunsApi.getQueryRunProfile}. */
export interface GetQueryRunProfileOptions extends CallOptions {
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
}

/** Options of {@link QueryRunsApi.cancelQueryRun}. */
export interface CancelQueryRunOptions extends CallOptions {
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
}

/** The history of queries: what was run, by whom, and how it ended. */
export class QueryRunsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List query runs by page, newest first.
   *
   * A run may stay in the history after its result has gone.
   *
   * @param options - `limit`, `cursor`, `status`, `savedQueryId`, `sandboxId`, `xDatabaseId`;
   * `signal` and `timeoutMs` as with every call.
   * @returns One page of query runs.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter or the database id is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ limit: 20 });
   * for (const run of queryRuns) console.log(run.id, run.status, run.executionTimeMs);
   * ```
   */
  listQueryRuns(options: ListQueryRunsOptions = {}): Promise<ListQueryRunsResponse> {
    return this.#client.call(
      LIST_QUERY_RUNS,
      {
        query: {
          limit: options.limit,
          cursor: options.cursor,
          status: options.status,
          saved_query_id: options.savedQueryId,
          sandbox_id: options.sandboxId,
        },
        headers: { "X-Database-Id": options.xDatabaseId },
      },
      options,
    );
  }

  /**
   * List query runs, newest first. {@link QueryRunsApi.listQueryRuns} returns single answers.
   *
   * Fetches page after page as the loop asks for items.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link QueryRunsApi.listQueryRuns} does, while it is read.
   * @example
   * ```ts
   * for await (const run of hotdata.queryRuns.list({ status: "failed", limit: 50 })) {
   *   console.log(run.id, run.errorMessage);
   * }
   * ```
   */
  list(options: ListingOptions<ListQueryRunsOptions> = {}): Listing<QueryRunInfo> {
    return cursorPages(
      LIST_QUERY_RUNS,
      "queryRuns",
      (page) => this.listQueryRuns({ ...options, ...page }),
      options,
    );
  }

  /**
   * Show one query run.
   *
   * A run that has succeeded names its result in `resultId`; of one that failed, `errorMessage`
   * says why.
   *
   * @param id - Query run id.
   * @param options - `xDatabaseId`; `signal` and `timeoutMs` as with every call.
   * @returns The query run.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The database id is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or query run.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getQueryRun(id: string, options: GetQueryRunOptions = {}): Promise<QueryRunInfo> {
    return this.#client.call(
      GET_QUERY_RUN,
      { path: [id], headers: { "X-Database-Id": options.xDatabaseId } },
      options,
    );
  }

  /**
   * Show one query run. The same as {@link QueryRunsApi.getQueryRun}.
   *
   * @param id - Query run id.
   * @param options - As of {@link QueryRunsApi.getQueryRun}.
   * @returns The query run.
   * @throws {@link ApiException} as {@link QueryRunsApi.getQueryRun} does.
   */
  get(id: string, options?: GetQueryRunOptions): Promise<QueryRunInfo> {
    return this.getQueryRun(id, options);
  }

  /**
   * Show where a query spent its time: its operators with rows and milliseconds.
   *
   * There is one for queries that were sent with `profile: true` and succeeded; it goes with its
   * run.
   *
   * @param id - Query run id.
   * @param options - `xDatabaseId`; `signal` and `timeoutMs` as with every call.
   * @returns The profile.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The database id is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or query run, or the
   * run has no profile; the message says why.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getQueryRunProfile(
    id: string,
    options: GetQueryRunProfileOptions = {},
  ): Promise<QueryRunProfile> {
    return this.#client.call(
      GET_QUERY_RUN_PROFILE,
      { path: [id], headers: { "X-Database-Id": options.xDatabaseId } },
      options,
    );
  }

  /**
   * Show where a query spent its time: its operators with rows and milliseconds. The same as {@link
   * QueryRunsApi.getQueryRunProfile}.
   *
   * @param id - Query run id.
   * @param options - As of {@link QueryRunsApi.getQueryRunProfile}.
   * @returns The profile.
   * @throws {@link ApiException} as {@link QueryRunsApi.getQueryRunProfile} does.
   */
  profile(id: string, options?: GetQueryRunProfileOptions): Promise<QueryRunProfile> {
    return this.getQueryRunProfile(id, options);
  }

  /**
   * Stop a query that is running: its run ends as `cancelled`, who waits for it gets
   * `QUERY_CANCELLED`.
   *
   * @param id - Query run id.
   * @param options - `xDatabaseId`; `signal` and `timeoutMs` as with every call.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The database id is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or query run.
   * @throws {@link ApiException} 409 `CONFLICT`: The run has ended already; the message says how.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const { queryRunId } = await hotdata.query.query({ sql, async: true });
   * await hotdata.queryRuns.cancelQueryRun(queryRunId);
   * ```
   */
  cancelQueryRun(id: string, options: CancelQueryRunOptions = {}): Promise<undefined> {
    return this.#client.call(
      CANCEL_QUERY_RUN,
      { path: [id], headers: { "X-Database-Id": options.xDatabaseId } },
      options,
    );
  }

  /**
   * Stop a query that is running: its run ends as `cancelled`, who waits for it gets
   * `QUERY_CANCELLED`. The same as {@link QueryRunsApi.cancelQueryRun}.
   *
   * @param id - Query run id.
   * @param options - As of {@link QueryRunsApi.cancelQueryRun}.
   * @throws {@link ApiException} as {@link QueryRunsApi.cancelQueryRun} does.
   */
  cancel(id: string, options?: CancelQueryRunOptions): Promise<undefined> {
    return this.cancelQueryRun(id, options);
  }
}
