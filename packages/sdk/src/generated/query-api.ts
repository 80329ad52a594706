// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import { asyncQueryResponse, queryRequest, queryResponse } from "./descriptors.ts";
import type { AsyncQueryResponse, QueryRequest, QueryResponse } from "./models.ts";

const QUERY: Operation<QueryResponse | AsyncQueryResponse> = {
  id: "query",
  method: "POST",
  path: "/v1/query",
  auth: "workspace",
  body: queryRequest,
  responses: { 200: queryResponse, 202: asyncQueryResponse },
  reads: true,
  deferrable: true,
};

/** Options of {@link QueryApi.query}. */
export interface QueryOptions extends CallOptions {
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

/** Running SQL. */
export class QueryApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Run one SQL statement that reads.
   *
   * Names are looked up in the database of `xDatabaseId`, without it in the workspace's database
   * `default`. A scoped answer that is too large is cut: `truncated` is true then, and the stored
   * result under `resultId` has all rows. Whoever closes the connection of a query that is not
   * `async` stops it.
   *
   * @param request - A statement to run.
   * @param options - `xDatabaseId`, `xSessionId`, `xSandboxId`; `signal` and `timeoutMs` as with
   * every call.
   * @returns The rows, or the first of them when there are many. With `async: true`, maybe the
   * query run, which goes on in the background.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The SQL or a field is not accepted; the message
   * has the engine's words.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: Too much is running; repeat after `Retry-After`
   * seconds.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed.
   * @throws {@link ApiException} 503: The result could not be stored (`PERSISTENCE_UNAVAILABLE`) or
   * the engine was lost (`ENGINE_LOST`); repeat after `Retry-After` seconds.
   * @example
   * ```ts
   * const { columns, rows } = await hotdata.query.query(
   *   { sql: "SELECT city, sum(amount) FROM orders WHERE year = $1 GROUP BY city", parameters: [2026] },
   *   { xDatabaseId: databaseId },
   * );
   *
   * // In the background:
   * const receipt = await hotdata.query.query({ sql: "SELECT 42", async: true });
   * const run = await hotdata.queryRuns.wait(receipt.queryRunId);
   * ```
   */
  query(
    request: QueryRequest & { readonly async?: false | null | undefined },
    options?: QueryOptions,
  ): Promise<QueryResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param request - A statement to run.
   * @param options - `xDatabaseId`, `xSessionId`, `xSandboxId`; `signal` and `timeoutMs` as with
   * every call.
   * @returns The rows, or the first of them when there are many. With `async: true`, maybe the
   * query run, which goes on in the background.
   */
  query(request: QueryRequest, options?: QueryOptions): Promise<QueryResponse | AsyncQueryResponse>;
  query(
    request: QueryRequest,
    options: QueryOptions = {},
  ): Promise<QueryResponse | AsyncQueryResponse> {
    return this.#client.call(
      QUERY,
      {
        headers: {
          "X-Database-Id": options.xDatabaseId,
          "X-Session-Id": options.xSessionId,
          "X-Sandbox-Id": options.xSandboxId,
        },
        body: request,
      },
      options,
    );
  }
}
