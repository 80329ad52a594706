// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import {
  refreshDatasetResponse,
  refreshRequest,
  schemaRefreshResult,
  submitJobResponse,
} from "./descriptors.ts";
import type { RefreshRequest, RefreshResponse, SubmitJobResponse } from "./models.ts";

const REFRESH: Operation<RefreshResponse | SubmitJobResponse> = {
  id: "refresh",
  method: "POST",
  path: "/v1/refresh",
  auth: "workspace",
  body: refreshRequest,
  responses: { 200: [schemaRefreshResult, refreshDatasetResponse], 202: submitJobResponse },
  deferrable: true,
};

/** Reading sources again. */
export class RefreshApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Read a dataset's source again, or discover the tables of connections.
   *
   * With `dataset_id`, the rows of the dataset's source become its next version. Managed
   * connections have nothing to refresh: their tables change by loads.
   */
  refresh(
    request: RefreshRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<RefreshResponse>;
  /** With `async: true` the answer may also be that the work goes on in the background. */
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
