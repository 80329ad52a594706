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

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List the workspaces the key may use.
   *
   * @param options - `organizationPublicId`; `signal` and `timeoutMs` as with every call.
   * @returns The workspaces.
   * @throws {@link ApiException} 400 `bad_request`: A parameter was given twice.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key is bound to a workspace and asks for
   * those of the organization.
   * @throws {@link ApiException} 404 `organization_not_found`: There is no such organization.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
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
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link WorkspacesApi.listWorkspaces} does, while it is read.
   */
  list(options: ListingOptions<ListWorkspacesOptions> = {}): Listing<WorkspaceListItem> {
    return onePage(LIST_WORKSPACES, "workspaces", () => this.listWorkspaces(options), options);
  }

  /**
   * Create a workspace.
   *
   * It comes with a database named `default`, where names are looked up that name no database.
   *
   * @param request - A workspace to create.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new workspace.
   * @throws {@link ApiException} 400 `bad_request`: The body is not JSON.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not create workspaces.
   * @throws {@link ApiException} 404 `organization_not_found`: There is no such organization.
   * @throws {@link ApiException} 422 `unprocessable_entity`: A field is missing or not accepted,
   * such as an empty name.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const { workspace } = await hotdata.workspaces.createWorkspace({ name: "research" });
   * const there = new Hotdata({ workspaceId: workspace.publicId });
   * ```
   */
  createWorkspace(
    request: CreateWorkspaceRequest,
    options: CallOptions = {},
  ): Promise<CreateWorkspaceResponse> {
    return this.#client.call(CREATE_WORKSPACE, { body: request }, options);
  }

  /**
   * Create a workspace. The same as {@link WorkspacesApi.createWorkspace}.
   *
   * @param request - A workspace to create.
   * @param options - As of {@link WorkspacesApi.createWorkspace}.
   * @returns The new workspace.
   * @throws {@link ApiException} as {@link WorkspacesApi.createWorkspace} does.
   */
  create(request: CreateWorkspaceRequest, options?: CallOptions): Promise<CreateWorkspaceResponse> {
    return this.createWorkspace(request, options);
  }

  /**
   * Delete a workspace with everything in it.
   *
   * Its databases, results, uploads and everything else in it go, and cannot be brought back.
   *
   * @param publicId - Workspace id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not delete workspaces.
   * @throws {@link ApiException} 404 `workspace_not_found`: There is no such workspace for this
   * key.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteWorkspace(publicId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_WORKSPACE, { path: [publicId] }, options);
  }

  /**
   * Delete a workspace with everything in it. The same as {@link WorkspacesApi.deleteWorkspace}.
   *
   * @param publicId - Workspace id.
   * @param options - As of {@link WorkspacesApi.deleteWorkspace}.
   * @throws {@link ApiException} as {@link WorkspacesApi.deleteWorkspace} does.
   */
  delete(publicId: string, options?: CallOptions): Promise<undefined> {
    return this.deleteWorkspace(publicId, options);
  }

  /**
   * Limits of a workspace, and what it holds.
   *
   * @param publicId - Workspace id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The limits, and what the workspace holds.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `workspace_not_found`: There is no such workspace for this
   * key.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param request - Limits to set. Null, or left out: the server's own limits.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The limits that hold now.
   * @throws {@link ApiException} 400 `bad_request`: The body is not JSON.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `access_denied`: The key may not set limits.
   * @throws {@link ApiException} 404 `workspace_not_found`: There is no such workspace for this
   * key.
   * @throws {@link ApiException} 422 `unprocessable_entity`: A field is not accepted.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns Whether it would, and what is running.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `workspace_not_found`: There is no such workspace for this
   * key.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getRuntimeStatus(publicId: string, options: CallOptions = {}): Promise<RuntimeStatusResponse> {
    return this.#client.call(GET_RUNTIME_STATUS, { path: [publicId] }, options);
  }
}
