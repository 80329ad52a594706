/** What is known about an error code. */
export interface ErrorCodeEntry {
  /** HTTP status it is answered with. */
  readonly status: number;
  readonly when: string;
  /** What the caller can do. */
  readonly action: string;
  /** True when the same request may succeed later. */
  readonly retryable: boolean;
}

/** Every code of the nested form, `{"error": {"code", "message"}}`. */
export const ERROR_CODES = {
  BAD_REQUEST: {
    status: 400,
    when: "A field, a parameter, the SQL or the data is not accepted.",
    action:
      "Read the message; `details.errors` names the fields, `details.position` the place in the SQL.",
    retryable: false,
  },
  QUERY_CANCELLED: {
    status: 400,
    when: "The query was cancelled while it was waited for. Not a 409: clients repeat those.",
    action: "Send it again if its rows are still wanted.",
    retryable: false,
  },
  ACCESS_DENIED: {
    status: 403,
    when: "The key is valid, but it is not allowed to do this.",
    action: "Use a key with the right scope.",
    retryable: false,
  },
  NOT_FOUND: {
    status: 404,
    when: "There is no such thing, or it belongs to another workspace or database.",
    action: "Check the id, the workspace and the `X-Database-Id` header.",
    retryable: false,
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    when: "The path exists, but not with this HTTP method.",
    action: "Use one of the methods in the `Allow` header.",
    retryable: false,
  },
  REQUEST_TIMEOUT: {
    status: 408,
    when: "The body of the request did not arrive in time.",
    action: "Send it again; for large files use an upload session.",
    retryable: true,
  },
  CONFLICT: {
    status: 409,
    when: "The thing exists already, is in use, or is in a state that does not allow this.",
    action: "Read the message; look at the thing's state before trying again.",
    retryable: false,
  },
  RESOURCE_LOCKED: {
    status: 409,
    when: "Another change of the same table is going on and did not end in time.",
    action: "Repeat the call after `Retry-After` seconds.",
    retryable: true,
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    when: "The JSON body is larger than the server accepts.",
    action: "Send files through `POST /v1/uploads` and load them by `upload_id`.",
    retryable: false,
  },
  INLINE_DATA_TOO_LARGE: {
    status: 413,
    when: "The `data` of a load is above 2 MiB.",
    action: "Upload the rows as a file and load it by `upload_id`.",
    retryable: false,
  },
  UNPROCESSABLE_ENTITY: {
    status: 422,
    when: "A field of a workspace is missing or not accepted.",
    action: "Correct the fields that `details.errors` names.",
    retryable: false,
  },
  OVERLOADED: {
    status: 429,
    when: "Too many queries are running, memory is short, or the key has used up its requests; no work was begun.",
    action: "Repeat the call after `Retry-After` seconds.",
    retryable: true,
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    when: "The server has a fault.",
    action: "Report it with the `request_id`; the server's log has the cause under it.",
    retryable: false,
  },
  NOT_IMPLEMENTED: {
    status: 501,
    when: "This version of the server does not have the feature.",
    action: "Leave the option out that the message names, or use a later version.",
    retryable: false,
  },
  PRESIGN_UNSUPPORTED: {
    status: 501,
    when: "The server's storage cannot hand out upload addresses.",
    action: "Send the file to `POST /v1/files`, or small rows as the `data` of a load.",
    retryable: false,
  },
  ENGINE_LOST: {
    status: 503,
    when: "The engine process ended while it worked on the request; nothing was changed.",
    action: "Repeat the call after `Retry-After` seconds; when it recurs, ask for less at once.",
    retryable: true,
  },
  PERSISTENCE_UNAVAILABLE: {
    status: 503,
    when: "The rows are too many for one answer, and the result could not be stored.",
    action: "Repeat the query after `Retry-After` seconds, or add a LIMIT.",
    retryable: true,
  },
  RESOURCE_EXHAUSTED: {
    status: 503,
    when: "The statement needs more memory or disk than it may use.",
    action: "Read fewer rows or columns at once; else raise the server's limits.",
    retryable: true,
  },
  SOURCE_UNAVAILABLE: {
    status: 503,
    when: "An outside source cannot be reached, is too slow, or the connection to it was lost.",
    action: "Repeat the call after `Retry-After` seconds; when it recurs, look at the source.",
    retryable: true,
  },
  SOURCE_REFUSED: {
    status: 400,
    when: "An outside source does not let the server in, or the server does not accept its address or certificate.",
    action: "Correct the connection's configuration or secret, as the message says.",
    retryable: false,
  },
  SOURCE_CHANGED: {
    status: 400,
    when: "A table or column of an outside source is gone or has another type than was discovered.",
    action: "Refresh the connection's tables with `POST /v1/refresh`, then repeat the call.",
    retryable: false,
  },
  SOURCE_UNREADABLE: {
    status: 400,
    when: "A value or row of an outside source cannot be taken over without loss.",
    action: "Leave the column or row out that the message names, or change it at the source.",
    retryable: false,
  },
  QUOTA_EXCEEDED: {
    status: 400,
    when: "The workspace would hold more than its limits allow; nothing was changed.",
    action: "Delete what is no longer needed, or raise the limit that the message names.",
    retryable: false,
  },
  STORAGE_FULL: {
    status: 507,
    when: "The server's disk has too little space left; nothing was changed, reading goes on.",
    action: "Delete databases that are no longer needed, or give the server more space.",
    retryable: false,
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    when: "The server is starting, stopping, or lacks something it needs.",
    action: "Repeat the call after `Retry-After` seconds.",
    retryable: true,
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Every code of the flat form, `{"error": "<code>"}`, that has no nested twin. */
export const FLAT_ERROR_CODES = {
  workspace_required: {
    status: 400,
    when: "The key may use several workspaces, and the request names none.",
    action: "Send `X-Workspace-Id`; `GET /v1/workspaces` lists the ids.",
    retryable: false,
  },
  missing_authorization: {
    status: 401,
    when: "The request has no bearer token.",
    action: "Send `Authorization: Bearer <API key>`.",
    retryable: false,
  },
  unauthorized: {
    status: 401,
    when: "The key or access token is not known, was withdrawn or has expired.",
    action: "Use a valid key; get a new access token when it has expired.",
    retryable: false,
  },
  workspace_not_found: {
    status: 404,
    when: "There is no such workspace, or the key may not use it.",
    action: "Check `X-Workspace-Id` against `GET /v1/workspaces`.",
    retryable: false,
  },
  organization_not_found: {
    status: 404,
    when: "There is no such organization; a server is one organization.",
    action: "Leave `organization_public_id` out, or take it from `GET /v1/workspaces`.",
    retryable: false,
  },
  invalid_request: {
    status: 400,
    when: "A token is asked for without the credential that its grant type needs.",
    action: "Send `api_token` or `refresh_token`, as the grant type says.",
    retryable: false,
  },
  login_unsupported: {
    status: 400,
    when: "A log-in by browser or device is begun; the server has none.",
    action: "Use an API key: set `HOTDATA_API_KEY`, or trade it at `POST /v1/auth/jwt`.",
    retryable: false,
  },
  unsupported_grant_type: {
    status: 400,
    when: "A token is asked for with an unknown grant type.",
    action: "Use one that the message names; log-in by browser does not exist here.",
    retryable: false,
  },
  invalid_grant: {
    status: 401,
    when: "A token is asked for with a credential that is not valid.",
    action: "Use a valid API key; renew with a refresh token that has not expired.",
    retryable: false,
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type FlatErrorCode = keyof typeof FLAT_ERROR_CODES;
