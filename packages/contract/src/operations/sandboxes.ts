import { z } from "zod";
import { flatError, keyErrors } from "../documented-error.ts";
import {
  CreateSandboxRequest,
  DeleteSandboxResponse,
  ListSandboxesResponse,
  SandboxResponse,
  UpdateSandboxRequest,
} from "../models/sandbox.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ public_id: z.string().describe("Sandbox id.") });

const workspaceErrors = {
  400: flatError(
    "The key may use several workspaces, and the request names none (`workspace_required`).",
  ),
  ...keyErrors,
  403: flatError("The key may not use sandboxes."),
  404: flatError("There is no such workspace for this key (`workspace_not_found`)."),
} as const;
const sandboxErrors = {
  ...workspaceErrors,
  404: flatError("There is no such workspace (`workspace_not_found`) or sandbox (`not_found`)."),
} as const;
const badBody = flatError(
  "The body is not JSON or a field is not accepted (`bad_request`), or no workspace is named (`workspace_required`).",
);

export const listSandboxes = {
  id: "list_sandboxes",
  api: "SandboxesApi",
  method: "GET",
  path: "/v1/sandboxes",
  summary: "List the sandboxes of the workspace, newest first",
  auth: "workspace",
  responses: {
    200: { description: "The sandboxes.", model: ListSandboxesResponse },
    ...workspaceErrors,
  },
} as const satisfies Operation;

export const createSandbox = {
  id: "create_sandbox",
  api: "SandboxesApi",
  method: "POST",
  path: "/v1/sandboxes",
  summary: "Create a sandbox",
  description: "A scratch space with a schema of its own for datasets.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: CreateSandboxRequest },
  responses: {
    201: { description: "The new sandbox.", model: SandboxResponse },
    ...workspaceErrors,
    400: badBody,
  },
} as const satisfies Operation;

export const getSandbox = {
  id: "get_sandbox",
  api: "SandboxesApi",
  method: "GET",
  path: "/v1/sandboxes/{public_id}",
  summary: "Show one sandbox",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The sandbox.", model: SandboxResponse },
    ...sandboxErrors,
  },
} as const satisfies Operation;

export const updateSandbox = {
  id: "update_sandbox",
  api: "SandboxesApi",
  method: "PATCH",
  path: "/v1/sandboxes/{public_id}",
  summary: "Change the name or the notes of a sandbox",
  auth: "workspace",
  sandboxTokens: true,
  params,
  body: { contentType: "application/json", required: true, model: UpdateSandboxRequest },
  responses: {
    200: { description: "The sandbox as it is now.", model: SandboxResponse },
    ...sandboxErrors,
    400: badBody,
  },
} as const satisfies Operation;

export const deleteSandbox = {
  id: "delete_sandbox",
  api: "SandboxesApi",
  method: "DELETE",
  path: "/v1/sandboxes/{public_id}",
  summary: "Delete a sandbox with the data in its schema",
  auth: "workspace",
  params,
  responses: {
    200: { description: "What was deleted.", model: DeleteSandboxResponse },
    ...sandboxErrors,
  },
} as const satisfies Operation;
