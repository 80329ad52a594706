/**
 * A key or workspace was not accepted. Answered in the flat form `{"error": code}` on every route,
 * because that is what clients of all generations look for.
 */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function missingAuthorization(): AccessError {
  return new AccessError(
    401,
    "missing_authorization",
    "Send the API key in the header `Authorization: Bearer <key>`.",
  );
}

export function unauthorized(message: string): AccessError {
  return new AccessError(401, "unauthorized", message);
}

export function workspaceRequired(): AccessError {
  return new AccessError(
    400,
    "workspace_required",
    "This key can use several workspaces: name one in the header X-Workspace-Id. GET /v1/workspaces lists them.",
  );
}

export function workspaceNotFound(): AccessError {
  return new AccessError(
    404,
    "workspace_not_found",
    "No such workspace for this key. GET /v1/workspaces lists those it can use.",
  );
}

/** The token endpoint's refusals. */
export function invalidGrant(status: 400 | 401, message: string): AccessError {
  return new AccessError(status, "invalid_grant", message);
}
