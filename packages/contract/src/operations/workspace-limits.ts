import { z } from "zod";
import { flatError, keyErrors } from "../documented-error.ts";
import { SetWorkspaceLimitsRequest, WorkspaceLimitsResponse } from "../models/workspace-limits.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ public_id: z.string().describe("Workspace id.") });

export const getWorkspaceLimits = {
  id: "get_workspace_limits",
  api: "WorkspacesApi",
  method: "GET",
  path: "/v1/workspaces/{public_id}/limits",
  summary: "Limits of a workspace, and what it holds",
  auth: "bearer",
  params,
  responses: {
    200: {
      description: "The limits, and what the workspace holds.",
      model: WorkspaceLimitsResponse,
    },
    ...keyErrors,
    404: flatError("There is no such workspace for this key (`workspace_not_found`)."),
  },
} as const satisfies Operation;

export const setWorkspaceLimits = {
  id: "set_workspace_limits",
  api: "WorkspacesApi",
  method: "PUT",
  path: "/v1/workspaces/{public_id}/limits",
  summary: "Set all limits of a workspace; those left out are taken away",
  auth: "bearer",
  narrowestKey: "account",
  params,
  body: { contentType: "application/json", required: true, model: SetWorkspaceLimitsRequest },
  responses: {
    200: { description: "The limits that hold now.", model: WorkspaceLimitsResponse },
    400: flatError("The body is not JSON."),
    ...keyErrors,
    403: flatError("The key may not set limits."),
    404: flatError("There is no such workspace for this key (`workspace_not_found`)."),
    422: flatError("A field is not accepted."),
  },
} as const satisfies Operation;
