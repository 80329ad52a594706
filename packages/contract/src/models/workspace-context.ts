import { z } from "zod";
import { contextFields, newContextFields } from "./context.ts";

export const WorkspaceContextEntry = z
  .object(contextFields)
  .meta({ id: "WorkspaceContextEntry", description: "A named text kept with a workspace." });
export type WorkspaceContextEntry = z.infer<typeof WorkspaceContextEntry>;

export const ListWorkspaceContextsResponse = z
  .object({ contexts: z.array(WorkspaceContextEntry).describe("The documents, sorted by name.") })
  .meta({ id: "ListWorkspaceContextsResponse", description: "All documents of a workspace." });
export type ListWorkspaceContextsResponse = z.infer<typeof ListWorkspaceContextsResponse>;

export const UpsertWorkspaceContextRequest = z
  .object(newContextFields)
  .meta({ id: "UpsertWorkspaceContextRequest", description: "A document to write." });
export type UpsertWorkspaceContextRequest = z.infer<typeof UpsertWorkspaceContextRequest>;

const context = WorkspaceContextEntry.describe("The document.");

export const UpsertWorkspaceContextResponse = z
  .object({ context })
  .meta({ id: "UpsertWorkspaceContextResponse", description: "The document that was written." });
export type UpsertWorkspaceContextResponse = z.infer<typeof UpsertWorkspaceContextResponse>;

export const GetWorkspaceContextResponse = z
  .object({ context })
  .meta({ id: "GetWorkspaceContextResponse", description: "A document." });
export type GetWorkspaceContextResponse = z.infer<typeof GetWorkspaceContextResponse>;
