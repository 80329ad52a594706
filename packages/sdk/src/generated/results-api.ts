// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { offsetPages } from "../listing/pages.ts";
import { getResultResponse, listResultsResponse } from "./descriptors.ts";
import type { GetResultResponse, ListResultsResponse, ResultInfo } from "./models.ts";

const LIST_RESULTS: Operation<ListResultsResponse> = {
  id: "list_results",
  method: "GET",
  path: "/v1/results",
  auth: "workspace",
  responses: { 200: listResultsResponse },
};

const GET_RESULT: Operation<GetResultResponse> = {
  id: "get_result",
  method: "GET",
  path: "/v1/results/{id}",
  auth: "workspace",
  responses: { 200: getResultResponse, 202: getResultResponse },
};

/** Options of {@link ResultsApi.listResults}. */
export interface ListResultsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** Results to skip. Default: `0`. */
  readonly offset?: number | undefined;
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
  /**
   * Sandbox to work in. It does not restrict what can be read; one that is not of the workspace is
   * ignored.
   */
  readonly xSessionId?: string | undefined;
  /** Same as `xSessionId`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Options of {@link ResultsApi.getResult}. */
export interface GetResultOptions extends CallOptions {
  /** Rows to skip. Default: `0`. */
  readonly offset?: number | undefined;
  /** Most rows to return; all of them when left out. 0 tells state and columns. */
  readonly limit?: number | undefined;
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
  /**
   * Sandbox to work in. It does not restrict what can be read; one that is not of the workspace is
   * ignored.
   */
  readonly xSessionId?: string | undefined;
  /** Same as `xSessionId`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Stored results of queries. */
export class ResultsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List stored results by page, newest first.
   *
   * Results whose retention has ended are gone.
   *
   * @param options - `limit`, `offset`, `xDatabaseId`, `xSessionId`, `xSandboxId`; `signal` and
   * `timeoutMs` as with every call.
   * @returns One page of results.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter or the database id is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listResults(options: ListResultsOptions = {}): Promise<ListResultsResponse> {
    return this.#client.call(
      LIST_RESULTS,
      {
        query: { limit: options.limit, offset: options.offset },
        headers: {
          "X-Database-Id": options.xDatabaseId,
          "X-Session-Id": options.xSessionId,
          "X-Sandbox-Id": options.xSandboxId,
        },
      },
      options,
    );
  }

  /**
   * List stored results, newest first. {@link ResultsApi.listResults} returns single answers.
   *
   * Fetches page after page as the loop asks for items. Pages are counted from the start: when
   * items are added or removed meanwhile, some may be missed or come twice.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link ResultsApi.listResults} does, while it is read.
   */
  list(options: ListingOptions<ListResultsOptions> = {}): Listing<ResultInfo> {
    return offsetPages(
      LIST_RESULTS,
      "results",
      (page) => this.listResults({ ...options, ...page }),
      options,
    );
  }

  /**
   * Fetch a stored result in one of five formats. This method asks for JSON.
   *
   * A result is ready once its query has ended, and goes when its retention ends, with its
   * database, or with its workspace.
   *
   * @param id - Result id.
   * @param options - `offset`, `limit`, `xDatabaseId`, `xSessionId`, `xSandboxId`; `signal` and
   * `timeoutMs` as with every call.
   * @returns The result with its rows. `X-Total-Row-Count` holds its number of rows; `Link` with
   * `rel="next"` leads to the next page, if any.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: Offset, limit, format or the database id is not
   * accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or result.
   * @throws {@link ApiException} 409: The query failed; `errorMessage` says why.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const result = await hotdata.results.getResult(resultId, { offset: 1_000, limit: 500 });
   * if (result.status === "ready") console.log(result.columns, result.rows?.length);
   * ```
   */
  getResult(id: string, options: GetResultOptions = {}): Promise<GetResultResponse> {
    return this.#client.call(
      GET_RESULT,
      {
        path: [id],
        query: { offset: options.offset, limit: options.limit },
        headers: {
          "X-Database-Id": options.xDatabaseId,
          "X-Session-Id": options.xSessionId,
          "X-Sandbox-Id": options.xSandboxId,
        },
      },
      options,
    );
  }

  /**
   * Fetch a stored result in one of five formats. The same as {@link ResultsApi.getResult}.
   *
   * @param id - Result id.
   * @param options - As of {@link ResultsApi.getResult}.
   * @returns The result with its rows. `X-Total-Row-Count` holds its number of rows; `Link` with
   * `rel="next"` leads to the next page, if any.
   * @throws {@link ApiException} as {@link ResultsApi.getResult} does.
   */
  get(id: string, options?: GetResultOptions): Promise<GetResultResponse> {
    return this.getResult(id, options);
  }
}
