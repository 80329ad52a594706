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

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List the documents kept with the workspace.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The documents.
   * @throws {@link ApiException} 400 `workspace_required`: The key may use several workspaces, and
   * the request names none.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listWorkspaceContexts(options: CallOptions = {}): Promise<ListWorkspaceContextsResponse> {
    return this.#client.call(LIST_WORKSPACE_CONTEXTS, {}, options);
  }

  /**
   * List the documents kept with the workspace. {@link WorkspaceContextApi.listWorkspaceContexts}
   * returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link WorkspaceContextApi.listWorkspaceContexts} does, while
   * it is read.
   */
  list(options: ListingOptions = {}): Listing<WorkspaceContextEntry> {
    return onePage(
      LIST_WORKSPACE_CONTEXTS,
      "contexts",
      () => this.listWorkspaceContexts(options),
      options,
    );
  }

  /**
   * Write a document, new or in place of the one of this name.
   *
   * @param request - A document to write.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The document as written.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name or the text is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  upsertWorkspaceContext(
    request: UpsertWorkspaceContextRequest,
    options: CallOptions = {},
  ): Promise<UpsertWorkspaceContextResponse> {
    return this.#client.call(UPSERT_WORKSPACE_CONTEXT, { body: request }, options);
  }

  /**
   * Write a document, new or in place of the one of this name. The same as {@link
   * WorkspaceContextApi.upsertWorkspaceContext}.
   *
   * @param request - A document to write.
   * @param options - As of {@link WorkspaceContextApi.upsertWorkspaceContext}.
   * @returns The document as written.
   * @throws {@link ApiException} as {@link WorkspaceContextApi.upsertWorkspaceContext} does.
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
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The document.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not one that a document can have.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such document.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param options - As of {@link WorkspaceContextApi.getWorkspaceContext}.
   * @returns The document.
   * @throws {@link ApiException} as {@link WorkspaceContextApi.getWorkspaceContext} does.
   */
  get(name: string, options?: CallOptions): Promise<GetWorkspaceContextResponse> {
    return this.getWorkspaceContext(name, options);
  }

  /**
   * Delete a document.
   *
   * @param name - Name of the document.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not one that a document can have.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such document.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteWorkspaceContext(name: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_WORKSPACE_CONTEXT, { path: [name] }, options);
  }

  /**
   * Delete a document. The same as {@link WorkspaceContextApi.deleteWorkspaceContext}.
   *
   * @param name - Name of the document.
   * @param options - As of {@link WorkspaceContextApi.deleteWorkspaceContext}.
   * @throws {@link ApiException} as {@link WorkspaceContextApi.deleteWorkspaceContext} does.
   */
  delete(name: string, options?: CallOptions): Promise<undefined> {
    return this.deleteWorkspaceContext(name, options);
  }
}
