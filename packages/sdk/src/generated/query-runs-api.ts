// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { cursorPages } from "../listing/pages.ts";
import { listQueryRunsResponse, queryRunInfo } from "./descriptors.ts";
import type { ListQueryRunsResponse, QueryRunInfo } from "./models.ts";

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

const CANCEL_QUERY_RUN: Operation<undefined> = {
  id: "cancel_query_run",
  method: "POST",
  path: "/v1/query-runs/{id}/cancel",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Options of {@link QueryRunsApi.listQueryRuns}. */
export interface ListQueryRunsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** The `next_cursor` of the page before. */
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

/** Options of {@link QueryRunsApi.cancelQueryRun}. */
export interface CancelQueryRunOptions extends CallOptions {
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
}

/** The history of queries: what was run, by whom, and how it ended. */
export class QueryRunsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List query runs by page, newest first. */
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
   * @param id - Query run id.
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
   */
  get(id: string, options?: GetQueryRunOptions): Promise<QueryRunInfo> {
    return this.getQueryRun(id, options);
  }

  /**
   * Stop a query that is running: its run ends as `cancelled`, who waits for it gets
   * `QUERY_CANCELLED`.
   *
   * @param id - Query run id.
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
   */
  cancel(id: string, options?: CancelQueryRunOptions): Promise<undefined> {
    return this.cancelQueryRun(id, options);
  }
}
