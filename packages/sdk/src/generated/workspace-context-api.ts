// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  getWorkspaceContextResponse,
  listWorkspaceContextsResponse,
  upsertWorkspaceContextRequest,
  upsertWorkspaceContextResponse,
} from "./descriptors.ts";
import type {
  GetWorkspaceContextResponse,
  ListWorkspaceContextsResponse,
  UpsertWorkspaceContextRequest,
  UpsertWorkspaceContextResponse,
  WorkspaceContextEntry,
} from "./models.ts";

const LIST_WORKSPACE_CONTEXTS: Operation<ListWorkspaceContextsResponse> = {
  id: "list_workspace_contexts",
  method: "GET",
  path: "/v1/context",
  auth: "workspace",
  responses: { 200: listWorkspaceContextsResponse },
};

const UPSERT_WORKSPACE_CONTEXT: Operation<UpsertWorkspaceContextResponse> = {
  id: "upsert_workspace_context",
  method: "POST",
  path: "/v1/context",
  auth: "workspace",
  body: upsertWorkspaceContextRequest,
  responses: { 200: upsertWorkspaceContextResponse },
};

const GET_WORKSPACE_CONTEXT: Operation<GetWorkspaceContextResponse> = {
  id: "get_workspace_context",
  method: "GET",
  path: "/v1/context/{name}",
  auth: "workspace",
  responses: { 200: getWorkspaceContextResponse },
};

const DELETE_WORKSPACE_CONTEXT: Operation<undefined> = {
  id: "delete_workspace_context",
  method: "DELETE",
  path: "/v1/context/{name}",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Named texts that are kept with a workspace. */
export class WorkspaceContextApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List the documents kept with the workspace. */
  listWorkspaceContexts(options: CallOptions = {}): Promise<ListWorkspaceContextsResponse> {
    return this.#client.call(LIST_WORKSPACE_CONTEXTS, {}, options);
  }

  /**
   * List the documents kept with the workspace. {@link WorkspaceContextApi.listWorkspaceContexts}
   * returns single answers.
   *
   * The server sends all in one answer.
   */
  list(options: ListingOptions = {}): Listing<WorkspaceContextEntry> {
    return onePage(
      LIST_WORKSPACE_CONTEXTS,
      "contexts",
      () => this.listWorkspaceContexts(options),
      options,
    );
  }

  /** Write a document, new or in place of the one of this name. */
  upsertWorkspaceContext(
    request: UpsertWorkspaceContextRequest,
    options: CallOptions = {},
  ): Promise<UpsertWorkspaceContextResponse> {
    return this.#client.call(UPSERT_WORKSPACE_CONTEXT, { body: request }, options);
  }

  /**
   * Write a document, new or in place of the one of this name. The same as {@link
   * WorkspaceContextApi.upsertWorkspaceContext}.
   */
  upsert(
    request: UpsertWorkspaceContextRequest,
    options?: CallOptions,
  ): Promise<UpsertWorkspaceContextResponse> {
    return this.upsertWorkspaceContext(request, options);
  }

  /**
   * Read a document.
   *
   * @param name - Name of the document.
   */
  getWorkspaceContext(
    name: string,
    options: CallOptions = {},
  ): Promise<GetWorkspaceContextResponse> {
    return this.#client.call(GET_WORKSPACE_CONTEXT, { path: [name] }, options);
  }

  /**
   * Read a document. The same as {@link WorkspaceContextApi.getWorkspaceContext}.
   *
   * @param name - Name of the document.
   */
  get(name: string, options?: CallOptions): Promise<GetWorkspaceContextResponse> {
    return this.getWorkspaceContext(name, options);
  }

  /**
   * Delete a document.
   *
   * @param name - Name of the document.
   */
  deleteWorkspaceContext(name: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_WORKSPACE_CONTEXT, { path: [name] }, options);
  }

  /**
   * Delete a document. The same as {@link WorkspaceContextApi.deleteWorkspaceContext}.
   *
   * @param name - Name of the document.
   */
  delete(name: string, options?: CallOptions): Promise<undefined> {
    return this.deleteWorkspaceContext(name, options);
  }
}
