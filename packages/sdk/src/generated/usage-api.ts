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

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** Sum up the queries since a moment, and measure what the workspace holds. */
  getUsage(options: GetUsageOptions = {}): Promise<WorkspaceUsageResponse> {
    return this.#client.call(GET_USAGE, { query: { since: options.since } }, options);
  }

  /**
   * Sum up the queries since a moment, and measure what the workspace holds. The same as {@link
   * UsageApi.getUsage}.
   */
  get(options?: GetUsageOptions): Promise<WorkspaceUsageResponse> {
    return this.getUsage(options);
  }
}
