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

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List the kinds of sources that connections can have. */
  listConnectionTypes(options: CallOptions = {}): Promise<ListConnectionTypesResponse> {
    return this.#client.call(LIST_CONNECTION_TYPES, {}, options);
  }

  /**
   * List the kinds of sources that connections can have. {@link
   * ConnectionTypesApi.listConnectionTypes} returns single answers.
   *
   * The server sends all in one answer.
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
   */
  getConnectionType(name: string, options: CallOptions = {}): Promise<ConnectionTypeDetail> {
    return this.#client.call(GET_CONNECTION_TYPE, { path: [name] }, options);
  }

  /**
   * Show what a kind of source has to be told. The same as {@link
   * ConnectionTypesApi.getConnectionType}.
   *
   * @param name - Name of the kind, as the listing has it.
   */
  get(name: string, options?: CallOptions): Promise<ConnectionTypeDetail> {
    return this.getConnectionType(name, options);
  }
}
