import type { FlatErrorCode } from "@hotdata/contract";

/**
 * A key, token or workspace was not accepted. Answered in the flat form `{"error": code}` on every
 * route, because that is what clients of all generations look for.
 */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly code: FlatErrorCode;

  constructor(code: FlatErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function missingAuthorization(): AccessError {
  return new AccessError(
    "missing_authorization",
    "Send the API key in the header `Authorization: Bearer <key>`.",
  );
}

export function unauthorized(message: string): AccessError {
  return new AccessError("unauthorized", message);
}

export function workspaceRequired(): AccessError {
  return new AccessError(
    "workspace_required",
    "This key can use several workspaces: name one in the header X-Workspace-Id. GET /v1/workspaces lists them.",
  );
}

export function organizationNotFound(): AccessError {
  return new AccessError(
    "organization_not_found",
    "No such organization. Leave organization_public_id out, or take it from GET /v1/workspaces.",
  );
}

export function workspaceNotFound(): AccessError {
  return new AccessError(
    "workspace_not_found",
    "No such workspace for this key. GET /v1/workspaces lists those it can use.",
  );
}
