import type { Principal } from "../http/request-context.ts";
import type { Key } from "./key.ts";

/** Does the key reach no further than whoever calls? */
export function isWithinReach(
  key: Key,
  { workspaceId, databaseId, isReadOnly }: Principal,
): boolean {
  if (workspaceId !== undefined && key.workspaceId !== workspaceId) return false;
  if (databaseId !== undefined && key.databaseId !== databaseId) return false;
  return !isReadOnly || key.isReadOnly;
}
