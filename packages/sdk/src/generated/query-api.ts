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
  /** Same as `X-Session-Id`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Running SQL. */
export class QueryApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** Run one SQL statement that reads. */
  query(
    request: QueryRequest & { readonly async?: false | null | undefined },
    options?: QueryOptions,
  ): Promise<QueryResponse>;
  /** With `async: true` the answer may also be that the work goes on in the background. */
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
