import { type WorkspaceDetail, operations } from "@hotdata/contract";
import { organizationNotFound } from "../http/access-error.ts";
import { accessDenied } from "../http/api-error.ts";
import { empty, json, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { WorkspaceService } from "./workspace-service.ts";
import type { Workspace } from "./workspace-store.ts";

export interface WorkspaceRouteParts {
  readonly workspaces: WorkspaceService;
  /** The organization that this server is. */
  readonly organizationId: string;
}

export function workspaceRoutes({ workspaces, organizationId }: WorkspaceRouteParts): Route[] {
  function checkOrganization(asked: string | undefined): void {
    if (asked !== undefined && asked !== "" && asked !== organizationId) {
      throw organizationNotFound();
    }
  }

  const detailOf = ({ id, name }: Workspace): WorkspaceDetail => ({
    public_id: id,
    name,
    provision_status: "provisioned",
    namespace: `workspace-${id}`,
    organization_public_id: organizationId,
  });

  return [
    route(operations.list_workspaces, async ({ query, context }) => {
      checkOrganization(query.organization_public_id);
      if (query.organization_public_id && context.principal.workspaceId !== undefined) {
        throw accessDenied(
          "Listing an organization's workspaces takes an account key; without organization_public_id the key's own is listed.",
        );
      }
      const all = await workspaces.list(context.principal);
      const items = all.map((workspace) => ({
        ...detailOf(workspace),
        active: true,
        favorite: false,
      }));
      return json(200, { ok: true, workspaces: items });
    }),

    route(operations.create_workspace, async ({ body }) => {
      checkOrganization(body.organization_public_id);
      const workspace = await workspaces.create(body.name);
      const reply = json(201, { ok: true, workspace: detailOf(workspace) });
      return withAudit(reply, { target: { public_id: workspace.id } });
    }),

    route(operations.delete_workspace, async ({ params }) => {
      await workspaces.delete(params.public_id);
      return empty(204);
    }),
  ];
}
