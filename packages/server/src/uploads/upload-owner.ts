import type { RequestContext } from "../http/request-context.ts";
import type { UploadOwner } from "./upload.ts";

/** Whose uploads a request may see, and whose its own ones are. */
export function uploadOwnerOf({ workspaceId, principal }: RequestContext): UploadOwner {
  return { workspaceId, databaseId: principal.databaseId };
}
