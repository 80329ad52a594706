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
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** Results to skip. */
  readonly offset?: number | undefined;
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
  /**
   * Sandbox to work in. It does not restrict what can be read; one that is not of the workspace is
   * ignored.
   */
  readonly xSessionId?: string | undefined;
  /** Same as `X-Session-Id`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Options of {@link ResultsApi.getResult}. */
export interface GetResultOptions extends CallOptions {
  /** Rows to skip. */
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
  /** Same as `X-Session-Id`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Stored results of queries. */
export class ResultsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List stored results by page, newest first. */
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
   * @param id - Result id.
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
   */
  get(id: string, options?: GetResultOptions): Promise<GetResultResponse> {
    return this.getResult(id, options);
  }
}
