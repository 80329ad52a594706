import { operations } from "@hotdata/contract";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { WorkspaceService } from "../workspaces/workspace-service.ts";
import type { StorageUsage } from "./storage-usage.ts";
import type { WorkspaceLimitStore } from "./workspace-limit-store.ts";

export interface LimitRouteParts {
  readonly limits: WorkspaceLimitStore;
  readonly usage: StorageUsage;
  readonly workspaces: WorkspaceService;
}

export function limitRoutes({ limits, usage, workspaces }: LimitRouteParts): Route[] {
  async function answer(workspaceId: string) {
    return json(200, {
      ok: true,
      limits: await limits.get(workspaceId),
      usage: await usage.measure(workspaceId),
    });
  }

  return [
    route(operations.get_workspace_limits, async ({ params, context }) => {
      await workspaces.checkAccess(context.principal, params.public_id);
      return answer(params.public_id);
    }),

    route(operations.set_workspace_limits, async ({ params, body, context }) => {
      await workspaces.checkAccess(context.principal, params.public_id);
      await limits.set(params.public_id, {
        query_timeout_ms: body.query_timeout_ms ?? null,
        max_data_bytes: body.max_data_bytes ?? null,
        max_result_bytes: body.max_result_bytes ?? null,
        max_upload_bytes: body.max_upload_bytes ?? null,
        max_spill_bytes: body.max_spill_bytes ?? null,
      });
      return answer(params.public_id);
    }),
  ];
}
