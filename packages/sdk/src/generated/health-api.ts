// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import { healthResponse } from "./descriptors.ts";
import type { HealthResponse } from "./models.ts";

const HEALTH: Operation<HealthResponse> = {
  id: "health",
  method: "GET",
  path: "/health",
  auth: "none",
  responses: { 200: healthResponse },
};

/** Whether the server is up. */
export class HealthApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Tell whether the server takes requests.
   *
   * Needs no key.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns That it does.
   */
  health(options: CallOptions = {}): Promise<HealthResponse> {
    return this.#client.call(HEALTH, {}, options);
  }
}
