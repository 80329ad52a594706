// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import {
  connectionRefreshResult,
  refreshDatasetResponse,
  refreshRequest,
  schemaRefreshResult,
  submitJobResponse,
  tableRefreshResult,
} from "./descriptors.ts";
import type { RefreshRequest, RefreshResponse, SubmitJobResponse } from "./models.ts";

const REFRESH: Operation<RefreshResponse | SubmitJobResponse> = {
  id: "refresh",
  method: "POST",
  path: "/v1/refresh",
  auth: "workspace",
  body: refreshRequest,
  responses: {
    200: [schemaRefreshResult, refreshDatasetResponse, tableRefreshResult, connectionRefreshResult],
    202: submitJobResponse,
  },
  deferrable: true,
};

/** Reading sources again. */
export class RefreshApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Read the rows of a dataset or of outside tables again, or discover tables again.
   *
   * With `datasetId`, the rows of the dataset's source become its next version. With `data`, the
   * copies of a connection's tables are made anew, or brought up to date where they follow a
   * cursor; queries go on reading the older copies meanwhile. Otherwise the tables of connections
   * are discovered again. Managed connections have nothing to refresh: their tables change by
   * loads.
   *
   * @param request - What to refresh; the fields given say which.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was refreshed. With `async: true`, maybe the job that goes on with the refresh in
   * the background.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: Fields that do not go together, a managed
   * connection, or a source that cannot be read (again).
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset, connection or table.
   * @throws {@link ApiException} 409 `CONFLICT`: What is to be refreshed is in the way of another
   * change, or a column has another type than in the copy, which stays as it is.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `ENGINE_LOST`: The source cannot be reached, or the engine was
   * lost; nothing was changed, repeat the call.
   * @example
   * ```ts
   * await hotdata.refresh.refresh({ datasetId }); // reads its source again, as its next version
   * ```
   */
  refresh(
    request: RefreshRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<RefreshResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param request - What to refresh; the fields given say which.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was refreshed. With `async: true`, maybe the job that goes on with the refresh in
   * the background.
   */
  refresh(
    request: RefreshRequest,
    options?: CallOptions,
  ): Promise<RefreshResponse | SubmitJobResponse>;
  refresh(
    request: RefreshRequest,
    options: CallOptions = {},
  ): Promise<RefreshResponse | SubmitJobResponse> {
    return this.#client.call(REFRESH, { body: request }, options);
  }
}
