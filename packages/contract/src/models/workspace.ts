import { z } from "zod";
import { optionalField } from "../request-field.ts";

const workspaceFields = {
  public_id: z.string().describe("Workspace id, the value of the `X-Workspace-Id` header."),
  name: z.string().describe("Name for people."),
  provision_status: z
    .string()
    .describe("State of setting the workspace up: `provisioned`, or `pending` while it lasts."),
  namespace: z
    .string()
    .optional()
    .describe("Internal name. Clients up to 0.3.1 need it, so this server always sends it."),
  organization_public_id: z
    .string()
    .optional()
    .describe("Organization that owns the workspace: the server, which is one organization."),
};

export const WorkspaceListItem = z
  .object({
    ...workspaceFields,
    active: z.boolean().describe("Whether the workspace can be used."),
    favorite: z.boolean().describe("Whether the user marked it."),
  })
  .meta({ id: "WorkspaceListItem", description: "A workspace in a listing." });
export type WorkspaceListItem = z.infer<typeof WorkspaceListItem>;

export const WorkspaceDetail = z
  .object(workspaceFields)
  .meta({ id: "WorkspaceDetail", description: "A workspace that was just created." });
export type WorkspaceDetail = z.infer<typeof WorkspaceDetail>;

export const ListWorkspacesResponse = z
  .object({
    ok: z.boolean().describe("Always true."),
    workspaces: z.array(WorkspaceListItem).describe("The workspaces the key may use."),
  })
  .meta({ id: "ListWorkspacesResponse", description: "Workspaces the key may use." });
export type ListWorkspacesResponse = z.infer<typeof ListWorkspacesResponse>;

export const CreateWorkspaceRequest = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, "must not be empty")
      .max(255, "must have at most 255 characters")
      .describe("Name for people; need not be unique."),
    organization_public_id: optionalField(z.string()).describe(
      "Organization that shall own the workspace; the key's own when left out.",
    ),
  })
  .meta({ id: "CreateWorkspaceRequest", description: "A workspace to create." });
export type CreateWorkspaceRequest = z.infer<typeof CreateWorkspaceRequest>;

export const CreateWorkspaceResponse = z
  .object({
    ok: z.boolean().describe("Always true."),
    workspace: WorkspaceDetail.describe("The new workspace."),
  })
  .meta({ id: "CreateWorkspaceResponse", description: "The workspace that was created." });
export type CreateWorkspaceResponse = z.infer<typeof CreateWorkspaceResponse>;
