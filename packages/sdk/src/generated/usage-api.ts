// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import { workspaceUsageResponse } from "./descriptors.ts";
import type { WorkspaceUsageResponse } from "./models.ts";

const GET_USAGE: Operation<WorkspaceUsageResponse> = {
  id: "get_usage",
  method: "GET",
  path: "/v1/usage",
  auth: "workspace",
  responses: { 200: workspaceUsageResponse },
};

/** Options of {@link UsageApi.getUsage}. */
export interface GetUsageOptions extends CallOptions {
  /**
   * ISO 8601 date or time, in UTC unless it names a zone; the first of the present UTC month when
   * left out.
   */
  readonly since?: string | undefined;
}

/** What a workspace queried, and what it holds. */
export class UsageApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Sum up the queries since a moment, and measure what the workspace holds.
   *
   * Of one workspace; storage is as it is now.
   *
   * @param options - `since`; `signal` and `timeoutMs` as with every call.
   * @returns Queries of the period, and bytes held.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: `since` is not a date or time.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const usage = await hotdata.usage.getUsage({ since: "2026-01-01T00:00:00Z" });
   * console.log(usage.queryCount, usage.bytesScanned, usage.storageBytes);
   * ```
   */
  getUsage(options: GetUsageOptions = {}): Promise<WorkspaceUsageResponse> {
    return this.#client.call(GET_USAGE, { query: { since: options.since } }, options);
  }

  /**
   * Sum up the queries since a moment, and measure what the workspace holds. The same as {@link
   * UsageApi.getUsage}.
   *
   * @param options - As of {@link UsageApi.getUsage}.
   * @returns Queries of the period, and bytes held.
   * @throws {@link ApiException} as {@link UsageApi.getUsage} does.
   */
  get(options?: GetUsageOptions): Promise<WorkspaceUsageResponse> {
    return this.getUsage(options);
  }
}
