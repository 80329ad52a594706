import { type RuntimeState, operations } from "@hotdata/contract";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { WorkspaceService } from "./workspace-service.ts";

export interface RuntimeRouteParts {
  readonly workspaces: Pick<WorkspaceService, "checkAccess">;
  /** What runs the SQL of all workspaces. */
  readonly runtime: { readonly state: RuntimeState };
}

export function runtimeRoutes({ workspaces, runtime }: RuntimeRouteParts): Route[] {
  return [
    route(operations.get_runtime_status, async ({ params, context }) => {
      await workspaces.checkAccess(context.principal, params.public_id);
      return json(200, { state: runtime.state });
    }),
  ];
}
