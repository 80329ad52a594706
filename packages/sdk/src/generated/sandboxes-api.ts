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

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List the sandboxes of the workspace, newest first. */
  listSandboxes(options: CallOptions = {}): Promise<ListSandboxesResponse> {
    return this.#client.call(LIST_SANDBOXES, {}, options);
  }

  /**
   * List the sandboxes of the workspace, newest first. {@link SandboxesApi.listSandboxes} returns
   * single answers.
   *
   * The server sends all in one answer.
   */
  list(options: ListingOptions = {}): Listing<Sandbox> {
    return onePage(LIST_SANDBOXES, "sandboxes", () => this.listSandboxes(options), options);
  }

  /** Create a sandbox. */
  createSandbox(
    request: CreateSandboxRequest,
    options: CallOptions = {},
  ): Promise<SandboxResponse> {
    return this.#client.call(CREATE_SANDBOX, { body: request }, options);
  }

  /** Create a sandbox. The same as {@link SandboxesApi.createSandbox}. */
  create(request: CreateSandboxRequest, options?: CallOptions): Promise<SandboxResponse> {
    return this.createSandbox(request, options);
  }

  /**
   * Show one sandbox.
   *
   * @param publicId - Sandbox id.
   */
  getSandbox(publicId: string, options: CallOptions = {}): Promise<SandboxResponse> {
    return this.#client.call(GET_SANDBOX, { path: [publicId] }, options);
  }

  /**
   * Show one sandbox. The same as {@link SandboxesApi.getSandbox}.
   *
   * @param publicId - Sandbox id.
   */
  get(publicId: string, options?: CallOptions): Promise<SandboxResponse> {
    return this.getSandbox(publicId, options);
  }

  /**
   * Change the name or the notes of a sandbox.
   *
   * @param publicId - Sandbox id.
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
   */
  deleteSandbox(publicId: string, options: CallOptions = {}): Promise<DeleteSandboxResponse> {
    return this.#client.call(DELETE_SANDBOX, { path: [publicId] }, options);
  }

  /**
   * Delete a sandbox with the data in its schema. The same as {@link SandboxesApi.deleteSandbox}.
   *
   * @param publicId - Sandbox id.
   */
  delete(publicId: string, options?: CallOptions): Promise<DeleteSandboxResponse> {
    return this.deleteSandbox(publicId, options);
  }
}
