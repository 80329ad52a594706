import { ERROR_CODES, type ErrorCodeEntry, FLAT_ERROR_CODES } from "./error-codes.ts";

/** The committed `docs/errors.md`, as text. */
export function errorDocs(): string {
  return `<!-- Generated from packages/contract/src/error-codes.ts; do not edit. -->

# Errors

Every error is JSON, whatever the request asked for. Its code is stable; its message is for people
and may change. Every answer carries the headers \`X-Request-Id\` and \`X-Trace-Id\`.

## The usual form

\`\`\`json
{
  "error": {
    "code": "BAD_REQUEST",
    "message": "Invalid request: body field \`mode\`: is required",
    "details": { "errors": [{ "field": "mode", "message": "is required" }] },
    "request_id": "..."
  }
}
\`\`\`

\`details\` is there only when it says more: \`errors\` for fields, \`position\` for SQL (characters
before the place). A retryable error says in the header \`Retry-After\` how many seconds to wait;
without that header, repeat at once.

${table(ERROR_CODES)}

## The flat form

\`\`\`json
{ "error": "workspace_not_found", "message": "...", "request_id": "..." }
\`\`\`

Errors about the key, the token exchange and the workspace have this form on every route. The
workspace routes answer all their errors in it, with the codes above in lower case, such as
\`not_found\`.

${table(FLAT_ERROR_CODES)}

## A result that is not there

\`GET /v1/results/{id}\` answers with the result's own model instead: 202 while the result is being
stored (\`Retry-After\` says when to ask again), 409 when its query failed (\`error_message\` says why).
`;
}

function table(codes: Readonly<Record<string, ErrorCodeEntry>>): string {
  const rows = Object.entries(codes).map(([code, { status, when, action, retryable }]) =>
    row(`\`${code}\``, String(status), when, action, retryable ? "yes" : "no"),
  );
  return [
    row("Code", "Status", "When", "What to do", "Retryable"),
    row("---", "---", "---", "---", "---"),
    ...rows,
  ].join("\n");
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
