import { z } from "zod";
import { flatError, keyErrors, nestedError } from "../documented-error.ts";
import {
  GetWorkspaceContextResponse,
  ListWorkspaceContextsResponse,
  UpsertWorkspaceContextRequest,
  UpsertWorkspaceContextResponse,
} from "../models/workspace-context.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ name: z.string().describe("Name of the document.") });

const contextErrors = {
  400: nestedError("The name is not one that a document can have."),
  ...keyErrors,
  404: nestedError("There is no such document."),
} as const;

export const listWorkspaceContexts = {
  id: "list_workspace_contexts",
  api: "WorkspaceContextApi",
  method: "GET",
  path: "/v1/context",
  summary: "List the documents kept with the workspace",
  auth: "workspace",
  responses: {
    200: { description: "The documents.", model: ListWorkspaceContextsResponse },
    400: flatError(
      "The key may use several workspaces, and the request names none (`workspace_required`).",
    ),
    ...keyErrors,
  },
} as const satisfies Operation;

export const upsertWorkspaceContext = {
  id: "upsert_workspace_context",
  api: "WorkspaceContextApi",
  method: "POST",
  path: "/v1/context",
  summary: "Write a document, new or in place of the one of this name",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: UpsertWorkspaceContextRequest },
  responses: {
    200: { description: "The document as written.", model: UpsertWorkspaceContextResponse },
    400: nestedError("The name or the text is not accepted."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const getWorkspaceContext = {
  id: "get_workspace_context",
  api: "WorkspaceContextApi",
  method: "GET",
  path: "/v1/context/{name}",
  summary: "Read a document",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The document.", model: GetWorkspaceContextResponse },
    ...contextErrors,
  },
} as const satisfies Operation;

export const deleteWorkspaceContext = {
  id: "delete_workspace_context",
  api: "WorkspaceContextApi",
  method: "DELETE",
  path: "/v1/context/{name}",
  summary: "Delete a document",
  auth: "workspace",
  params,
  responses: { 204: { description: "Deleted." }, ...contextErrors },
} as const satisfies Operation;
