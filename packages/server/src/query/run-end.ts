import type { ErrorCode } from "@hotdata/contract";
import { ApiError } from "../http/api-error.ts";
import { toApiError } from "../http/error-reply.ts";
import { ClientLeftError } from "../http/read-body.ts";

/** How a run that did not succeed is recorded. */
export interface UnsuccessfulEnd {
  readonly status: "failed" | "cancelled";
  /** The engine's words, or our own; never internals. */
  readonly message: string;
  readonly code: ErrorCode;
}

/** Somebody asked for the query to stop. */
export function queryCancelled(): ApiError {
  return new ApiError(
    "QUERY_CANCELLED",
    "The query was cancelled by POST /v1/query-runs/{id}/cancel. Send it again if its rows are still wanted.",
  );
}

export function unsuccessfulEnd(cause: unknown): UnsuccessfulEnd {
  if (cause instanceof ClientLeftError) {
    const message = "the client closed the connection";
    return { status: "cancelled", message, code: "QUERY_CANCELLED" };
  }
  if (cause instanceof ApiError && cause.code === "QUERY_CANCELLED") {
    return { status: "cancelled", message: "the query was cancelled", code: cause.code };
  }
  const { code, message } = toApiError(cause);
  const told =
    code === "INTERNAL_SERVER_ERROR" ? "the server failed while it ran the query" : message;
  return { status: "failed", message: told, code };
}
