// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  createSandboxRequest,
  deleteSandboxResponse,
  listSandboxesResponse,
  sandboxResponse,
  updateSandboxRequest,
} from "./descriptors.ts";
import type {
  CreateSandboxRequest,
  DeleteSandboxResponse,
  ListSandboxesResponse,
  Sandbox,
  SandboxResponse,
  UpdateSandboxRequest,
} from "./models.ts";

const LIST_SANDBOXES: Operation<ListSandboxesResponse> = {
  id: "list_sandboxes",
  method: "GET",
  path: "/v1/sandboxes",
  auth: "workspace",
  responses: { 200: listSandboxesResponse },
};

const CREATE_SANDBOX: Operation<SandboxResponse> = {
  id: "create_sandbox",
  method: "POST",
  path: "/v1/sandboxes",
  auth: "workspace",
  body: createSandboxRequest,
  responses: { 201: sandboxResponse },
};

const GET_SANDBOX: Operation<SandboxResponse> = {
  id: "get_sandbox",
  method: "GET",
  path: "/v1/sandboxes/{public_id}",
  auth: "workspace",
  responses: { 200: sandboxResponse },
};

const UPDATE_SANDBOX: Operation<SandboxResponse> = {
  id: "update_sandbox",
  method: "PATCH",
  path: "/v1/sandboxes/{public_id}",
  auth: "workspace",
  body: updateSandboxRequest,
  responses: { 200: sandboxResponse },
};

const DELETE_SANDBOX: Operation<DeleteSandboxResponse> = {
  id: "delete_sandbox",
  method: "DELETE",
  path: "/v1/sandboxes/{public_id}",
  auth: "workspace",
  responses: { 200: deleteSandboxResponse },
};

/** Scratch spaces within a workspace, with notes and data of their own. */
export class SandboxesApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List the sandboxes of the workspace, newest first.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The sandboxes.
   * @throws {@link ApiException} 400 `workspace_required`: The key may use several workspaces, and
   * the request names none.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not use sandboxes.
   * @throws {@link ApiException} 404 `workspace_not_found`: There is no such workspace for this
   * key.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listSandboxes(options: CallOptions = {}): Promise<ListSandboxesResponse> {
    return this.#client.call(LIST_SANDBOXES, {}, options);
  }

  /**
   * List the sandboxes of the workspace, newest first. {@link SandboxesApi.listSandboxes} returns
   * single answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link SandboxesApi.listSandboxes} does, while it is read.
   */
  list(options: ListingOptions = {}): Listing<Sandbox> {
    return onePage(LIST_SANDBOXES, "sandboxes", () => this.listSandboxes(options), options);
  }

  /**
   * Create a sandbox.
   *
   * A scratch space with a schema of its own for datasets.
   *
   * @param request - A sandbox to create.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new sandbox.
   * @throws {@link ApiException} 400: The body is not JSON or a field is not accepted
   * (`bad_request`), or no workspace is named (`workspace_required`).
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not use sandboxes.
   * @throws {@link ApiException} 404 `workspace_not_found`: There is no such workspace for this
   * key.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const { sandbox } = await hotdata.sandboxes.createSandbox({ name: "try-out" });
   * const inside = new Hotdata({ sandboxId: sandbox.publicId });
   * ```
   */
  createSandbox(
    request: CreateSandboxRequest,
    options: CallOptions = {},
  ): Promise<SandboxResponse> {
    return this.#client.call(CREATE_SANDBOX, { body: request }, options);
  }

  /**
   * Create a sandbox. The same as {@link SandboxesApi.createSandbox}.
   *
   * @param request - A sandbox to create.
   * @param options - As of {@link SandboxesApi.createSandbox}.
   * @returns The new sandbox.
   * @throws {@link ApiException} as {@link SandboxesApi.createSandbox} does.
   */
  create(request: CreateSandboxRequest, options?: CallOptions): Promise<SandboxResponse> {
    return this.createSandbox(request, options);
  }

  /**
   * Show one sandbox.
   *
   * @param publicId - Sandbox id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The sandbox.
   * @throws {@link ApiException} 400 `workspace_required`: The key may use several workspaces, and
   * the request names none.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not use sandboxes.
   * @throws {@link ApiException} 404: There is no such workspace (`workspace_not_found`) or sandbox
   * (`not_found`).
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getSandbox(publicId: string, options: CallOptions = {}): Promise<SandboxResponse> {
    return this.#client.call(GET_SANDBOX, { path: [publicId] }, options);
  }

  /**
   * Show one sandbox. The same as {@link SandboxesApi.getSandbox}.
   *
   * @param publicId - Sandbox id.
   * @param options - As of {@link SandboxesApi.getSandbox}.
   * @returns The sandbox.
   * @throws {@link ApiException} as {@link SandboxesApi.getSandbox} does.
   */
  get(publicId: string, options?: CallOptions): Promise<SandboxResponse> {
    return this.getSandbox(publicId, options);
  }

  /**
   * Change the name or the notes of a sandbox.
   *
   * @param publicId - Sandbox id.
   * @param request - Changes of a sandbox; what is left out stays.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The sandbox as it is now.
   * @throws {@link ApiException} 400: The body is not JSON or a field is not accepted
   * (`bad_request`), or no workspace is named (`workspace_required`).
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not use sandboxes.
   * @throws {@link ApiException} 404: There is no such workspace (`workspace_not_found`) or sandbox
   * (`not_found`).
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  updateSandbox(
    publicId: string,
    request: UpdateSandboxRequest,
    options: CallOptions = {},
  ): Promise<SandboxResponse> {
    return this.#client.call(UPDATE_SANDBOX, { path: [publicId], body: request }, options);
  }

  /**
   * Change the name or the notes of a sandbox. The same as {@link SandboxesApi.updateSandbox}.
   *
   * @param publicId - Sandbox id.
   * @param request - Changes of a sandbox; what is left out stays.
   * @param options - As of {@link SandboxesApi.updateSandbox}.
   * @returns The sandbox as it is now.
   * @throws {@link ApiException} as {@link SandboxesApi.updateSandbox} does.
   */
  update(
    publicId: string,
    request: UpdateSandboxRequest,
    options?: CallOptions,
  ): Promise<SandboxResponse> {
    return this.updateSandbox(publicId, request, options);
  }

  /**
   * Delete a sandbox with the data in its schema.
   *
   * @param publicId - Sandbox id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was deleted.
   * @throws {@link ApiException} 400 `workspace_required`: The key may use several workspaces, and
   * the request names none.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not use sandboxes.
   * @throws {@link ApiException} 404: There is no such workspace (`workspace_not_found`) or sandbox
   * (`not_found`).
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteSandbox(publicId: string, options: CallOptions = {}): Promise<DeleteSandboxResponse> {
    return this.#client.call(DELETE_SANDBOX, { path: [publicId] }, options);
  }

  /**
   * Delete a sandbox with the data in its schema. The same as {@link SandboxesApi.deleteSandbox}.
   *
   * @param publicId - Sandbox id.
   * @param options - As of {@link SandboxesApi.deleteSandbox}.
   * @returns What was deleted.
   * @throws {@link ApiException} as {@link SandboxesApi.deleteSandbox} does.
   */
  delete(publicId: string, options?: CallOptions): Promise<DeleteSandboxResponse> {
    return this.deleteSandbox(publicId, options);
  }
}
