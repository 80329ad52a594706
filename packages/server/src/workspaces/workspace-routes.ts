import { type WorkspaceDetail, operations } from "@hotdata/contract";
import { empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { WorkspaceService } from "./workspace-service.ts";
import type { Workspace } from "./workspace-store.ts";

export function workspaceRoutes(workspaces: WorkspaceService): Route[] {
  return [
    // There are no organizations here: the server is one, and its filter changes nothing.
    route(operations.list_workspaces, async ({ context }) => {
      const all = await workspaces.list(context.principal);
      const items = all.map((workspace) => ({
        ...detailOf(workspace),
        active: true,
        favorite: false,
      }));
      return json(200, { ok: true, workspaces: items });
    }),

    route(operations.create_workspace, async ({ body, context }) => {
      const workspace = await workspaces.create(context.principal, body.name);
      return json(201, { ok: true, workspace: detailOf(workspace) });
    }),

    route(operations.delete_workspace, async ({ params, context }) => {
      await workspaces.delete(context.principal, params.public_id);
      return empty(204);
    }),
  ];
}

function detailOf({ id, name }: Workspace): WorkspaceDetail {
  return {
    public_id: id,
    name,
    provision_status: "provisioned",
    namespace: `workspace-${id}`,
  };
}
