import { SqlError } from "../engine/engine.ts";
import { invalidField } from "../http/api-error.ts";

/** How long a statement may run, and who says so. */
export interface TimeLimit {
  readonly limitMs: number;
  readonly source: "request" | "workspace" | "server";
}

export interface TimeLimits {
  /** What the request asks for. */
  readonly requestMs: number | undefined;
  /** Null: the workspace has no limit of its own. */
  readonly workspaceMs: number | null;
  readonly serverMs: number;
}

/**
 * The limit that holds for one statement.
 * @throws {ApiError} BAD_REQUEST when the request asks for more than it may have.
 */
export function timeLimitOf({ requestMs, workspaceMs, serverMs }: TimeLimits): TimeLimit {
  const granted: TimeLimit =
    workspaceMs !== null && workspaceMs < serverMs
      ? { limitMs: workspaceMs, source: "workspace" }
      : { limitMs: serverMs, source: "server" };
  if (requestMs === undefined) return granted;
  if (requestMs <= granted.limitMs) return { limitMs: requestMs, source: "request" };
  const limit =
    granted.source === "workspace"
      ? "the workspace's limit query_timeout_ms"
      : "the server's limit HOTDATA_QUERY_TIMEOUT_MS";
  throw invalidField(
    "timeout_ms",
    `timeout_ms is ${requestMs}; it can be at most ${granted.limitMs}, ${limit}.`,
  );
}

/** What a statement that reached the limit fails with. */
export function timeLimitError(limit: TimeLimit): SqlError {
  return new SqlError(`the query took longer than ${allowance(limit)}`);
}

/** What a statement fails with that reached the limit before its turn had come. */
export function waitLimitError(limit: TimeLimit): SqlError {
  return new SqlError(
    `the query waited for its turn longer than ${allowance(limit)}: ` +
      "too many others are running; send it again when there are fewer, or with more time",
  );
}

function allowance({ limitMs, source }: TimeLimit): string {
  switch (source) {
    case "request":
      return `its timeout_ms allows (${limitMs} ms)`;
    case "workspace":
      return `the workspace allows (its limit query_timeout_ms is ${limitMs} ms)`;
    case "server":
      return `the server allows (HOTDATA_QUERY_TIMEOUT_MS is ${limitMs} ms)`;
  }
}
