// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  createWorkspaceRequest,
  createWorkspaceResponse,
  listWorkspacesResponse,
  runtimeStatusResponse,
  setWorkspaceLimitsRequest,
  workspaceLimitsResponse,
} from "./descriptors.ts";
import type {
  CreateWorkspaceRequest,
  CreateWorkspaceResponse,
  ListWorkspacesResponse,
  RuntimeStatusResponse,
  SetWorkspaceLimitsRequest,
  WorkspaceLimitsResponse,
  WorkspaceListItem,
} from "./models.ts";

const LIST_WORKSPACES: Operation<ListWorkspacesResponse> = {
  id: "list_workspaces",
  method: "GET",
  path: "/v1/workspaces",
  auth: "bearer",
  responses: { 200: listWorkspacesResponse },
};

const CREATE_WORKSPACE: Operation<CreateWorkspaceResponse> = {
  id: "create_workspace",
  method: "POST",
  path: "/v1/workspaces",
  auth: "bearer",
  body: createWorkspaceRequest,
  responses: { 201: createWorkspaceResponse },
};

const DELETE_WORKSPACE: Operation<undefined> = {
  id: "delete_workspace",
  method: "DELETE",
  path: "/v1/workspaces/{public_id}",
  auth: "bearer",
  responses: { 204: "empty" },
};

const GET_WORKSPACE_LIMITS: Operation<WorkspaceLimitsResponse> = {
  id: "get_workspace_limits",
  method: "GET",
  path: "/v1/workspaces/{public_id}/limits",
  auth: "bearer",
  responses: { 200: workspaceLimitsResponse },
};

const SET_WORKSPACE_LIMITS: Operation<WorkspaceLimitsResponse> = {
  id: "set_workspace_limits",
  method: "PUT",
  path: "/v1/workspaces/{public_id}/limits",
  auth: "bearer",
  body: setWorkspaceLimitsRequest,
  responses: { 200: workspaceLimitsResponse },
};

const GET_RUNTIME_STATUS: Operation<RuntimeStatusResponse> = {
  id: "get_runtime_status",
  method: "GET",
  path: "/v1/workspaces/{public_id}/runtime/status",
  auth: "bearer",
  responses: { 200: runtimeStatusResponse },
};

/** Options of {@link WorkspacesApi.listWorkspaces}. */
export interface ListWorkspacesOptions extends CallOptions {
  /** Keep the workspaces of one organization. */
  readonly organizationPublicId?: string | undefined;
}

/** Workspaces, their limits and what they hold. */
export class WorkspacesApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List the workspaces the key may use. */
  listWorkspaces(options: ListWorkspacesOptions = {}): Promise<ListWorkspacesResponse> {
    return this.#client.call(
      LIST_WORKSPACES,
      { query: { organization_public_id: options.organizationPublicId } },
      options,
    );
  }

  /**
   * List the workspaces the key may use. {@link WorkspacesApi.listWorkspaces} returns single
   * answers.
   *
   * The server sends all in one answer.
   */
  list(options: ListingOptions<ListWorkspacesOptions> = {}): Listing<WorkspaceListItem> {
    return onePage(LIST_WORKSPACES, "workspaces", () => this.listWorkspaces(options), options);
  }

  /** Create a workspace. */
  createWorkspace(
    request: CreateWorkspaceRequest,
    options: CallOptions = {},
  ): Promise<CreateWorkspaceResponse> {
    return this.#client.call(CREATE_WORKSPACE, { body: request }, options);
  }

  /** Create a workspace. The same as {@link WorkspacesApi.createWorkspace}. */
  create(request: CreateWorkspaceRequest, options?: CallOptions): Promise<CreateWorkspaceResponse> {
    return this.createWorkspace(request, options);
  }

  /**
   * Delete a workspace with everything in it.
   *
   * @param publicId - Workspace id.
   */
  deleteWorkspace(publicId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_WORKSPACE, { path: [publicId] }, options);
  }

  /**
   * Delete a workspace with everything in it. The same as {@link WorkspacesApi.deleteWorkspace}.
   *
   * @param publicId - Workspace id.
   */
  delete(publicId: string, options?: CallOptions): Promise<undefined> {
    return this.deleteWorkspace(publicId, options);
  }

  /**
   * Limits of a workspace, and what it holds.
   *
   * @param publicId - Workspace id.
   */
  getWorkspaceLimits(
    publicId: string,
    options: CallOptions = {},
  ): Promise<WorkspaceLimitsResponse> {
    return this.#client.call(GET_WORKSPACE_LIMITS, { path: [publicId] }, options);
  }

  /**
   * Set all limits of a workspace; those left out are taken away.
   *
   * @param publicId - Workspace id.
   */
  setWorkspaceLimits(
    publicId: string,
    request: SetWorkspaceLimitsRequest,
    options: CallOptions = {},
  ): Promise<WorkspaceLimitsResponse> {
    return this.#client.call(SET_WORKSPACE_LIMITS, { path: [publicId], body: request }, options);
  }

  /**
   * Whether a statement would begin at once.
   *
   * @param publicId - Workspace id.
   */
  getRuntimeStatus(publicId: string, options: CallOptions = {}): Promise<RuntimeStatusResponse> {
    return this.#client.call(GET_RUNTIME_STATUS, { path: [publicId] }, options);
  }
}
