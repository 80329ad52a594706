import { z } from "zod";
import { flatError, keyErrors } from "../documented-error.ts";
import { RuntimeStatusResponse } from "../models/runtime-status.ts";
import type { Operation } from "../operation.ts";

export const getRuntimeStatus = {
  id: "get_runtime_status",
  api: "WorkspacesApi",
  method: "GET",
  path: "/v1/workspaces/{public_id}/runtime/status",
  summary: "Whether a statement would begin at once",
  auth: "bearer",
  narrowestKey: "database",
  params: z.object({ public_id: z.string().describe("Workspace id.") }),
  responses: {
    200: { description: "Whether it would, and what is running.", model: RuntimeStatusResponse },
    ...keyErrors,
    404: flatError("There is no such workspace for this key (`workspace_not_found`)."),
  },
} as const satisfies Operation;
