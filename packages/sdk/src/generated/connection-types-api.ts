// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import { connectionTypeDetail, listConnectionTypesResponse } from "./descriptors.ts";
import type {
  ConnectionTypeDetail,
  ConnectionTypeSummary,
  ListConnectionTypesResponse,
} from "./models.ts";

const LIST_CONNECTION_TYPES: Operation<ListConnectionTypesResponse> = {
  id: "list_connection_types",
  method: "GET",
  path: "/v1/connection-types",
  auth: "workspace",
  responses: { 200: listConnectionTypesResponse },
};

const GET_CONNECTION_TYPE: Operation<ConnectionTypeDetail> = {
  id: "get_connection_type",
  method: "GET",
  path: "/v1/connection-types/{name}",
  auth: "workspace",
  responses: { 200: connectionTypeDetail },
};

/** Kinds of sources that connections can have, and what each has to be told. */
export class ConnectionTypesApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List the kinds of sources that connections can have.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns All kinds of sources.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listConnectionTypes(options: CallOptions = {}): Promise<ListConnectionTypesResponse> {
    return this.#client.call(LIST_CONNECTION_TYPES, {}, options);
  }

  /**
   * List the kinds of sources that connections can have. {@link
   * ConnectionTypesApi.listConnectionTypes} returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link ConnectionTypesApi.listConnectionTypes} does, while it
   * is read.
   */
  list(options: ListingOptions = {}): Listing<ConnectionTypeSummary> {
    return onePage(
      LIST_CONNECTION_TYPES,
      "connectionTypes",
      () => this.listConnectionTypes(options),
      options,
    );
  }

  /**
   * Show what a kind of source has to be told.
   *
   * @param name - Name of the kind, as the listing has it.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The kind of source.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such kind of source.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getConnectionType(name: string, options: CallOptions = {}): Promise<ConnectionTypeDetail> {
    return this.#client.call(GET_CONNECTION_TYPE, { path: [name] }, options);
  }

  /**
   * Show what a kind of source has to be told. The same as {@link
   * ConnectionTypesApi.getConnectionType}.
   *
   * @param name - Name of the kind, as the listing has it.
   * @param options - As of {@link ConnectionTypesApi.getConnectionType}.
   * @returns The kind of source.
   * @throws {@link ApiException} as {@link ConnectionTypesApi.getConnectionType} does.
   */
  get(name: string, options?: CallOptions): Promise<ConnectionTypeDetail> {
    return this.getConnectionType(name, options);
  }
}
