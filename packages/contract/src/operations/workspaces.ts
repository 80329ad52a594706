import { z } from "zod";
import { flatError, keyErrors } from "../documented-error.ts";
import {
  CreateWorkspaceRequest,
  CreateWorkspaceResponse,
  ListWorkspacesResponse,
} from "../models/workspace.ts";
import type { Operation } from "../operation.ts";
import { textParameter } from "../query-parameter.ts";

export const listWorkspaces = {
  id: "list_workspaces",
  api: "WorkspacesApi",
  method: "GET",
  path: "/v1/workspaces",
  summary: "List the workspaces the key may use",
  auth: "bearer",
  narrowestKey: "database",
  query: z.object({
    organization_public_id: textParameter("Keep the workspaces of one organization."),
  }),
  responses: {
    200: { description: "The workspaces.", model: ListWorkspacesResponse },
    400: flatError("A parameter was given twice."),
    ...keyErrors,
    403: flatError("The key is bound to a workspace and asks for those of the organization."),
    404: flatError("There is no such organization (`organization_not_found`)."),
  },
} as const satisfies Operation;

export const createWorkspace = {
  id: "create_workspace",
  api: "WorkspacesApi",
  method: "POST",
  path: "/v1/workspaces",
  summary: "Create a workspace",
  description:
    "It comes with a database named `default`, where names are looked up that name no database.",
  auth: "bearer",
  narrowestKey: "account",
  body: { contentType: "application/json", required: true, model: CreateWorkspaceRequest },
  responses: {
    201: { description: "The new workspace.", model: CreateWorkspaceResponse },
    400: flatError("The body is not JSON."),
    ...keyErrors,
    403: flatError("The key may not create workspaces."),
    404: flatError("There is no such organization (`organization_not_found`)."),
    422: flatError("A field is missing or not accepted, such as an empty name."),
  },
} as const satisfies Operation;

export const deleteWorkspace = {
  id: "delete_workspace",
  api: "WorkspacesApi",
  method: "DELETE",
  path: "/v1/workspaces/{public_id}",
  summary: "Delete a workspace with everything in it",
  description:
    "Its databases, results, uploads and everything else in it go, and cannot be brought back.",
  auth: "bearer",
  narrowestKey: "account",
  params: z.object({ public_id: z.string().describe("Workspace id.") }),
  responses: {
    204: { description: "Deleted." },
    ...keyErrors,
    403: flatError("The key may not delete workspaces."),
    404: flatError("There is no such workspace for this key (`workspace_not_found`)."),
  },
} as const satisfies Operation;
