import { ERROR_CODES, FLAT_ERROR_CODES } from "@hotdata/contract";
import {
  EngineDiskFullError,
  EngineLostError,
  EngineResourceError,
  SqlError,
} from "../engine/engine.ts";
import { CatalogBusyError, DatabaseNotFoundError, UnreadableTableError } from "../lake/lake.ts";
import { isMissingReference } from "../metastore/missing-reference.ts";
import { SourceError } from "../connectors/source-error.ts";
import { AccessError } from "./access-error.ts";
import {
  ApiError,
  badRequest,
  engineLost,
  notFound,
  resourceExhausted,
  serviceUnavailable,
  sourceFailed,
  storageFull,
} from "./api-error.ts";
import { type Reply, type ReplyHeaders, json } from "./reply.ts";

export interface ErrorContext {
  readonly requestId: string;
  /** Workspace routes answer every error in the flat form. */
  readonly flat: boolean;
}

/** The one place where an error becomes an HTTP answer. */
export function errorReply(error: unknown, context: ErrorContext): Reply {
  const { requestId } = context;
  if (error instanceof AccessError) {
    const { code, message } = error;
    return json(FLAT_ERROR_CODES[code].status, { error: code, message, request_id: requestId });
  }
  const { code, message, details, retryAfterSeconds } = toApiError(error);
  const { status } = ERROR_CODES[code];
  const headers: ReplyHeaders =
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  if (context.flat) {
    const flatCode = code.toLowerCase();
    return json(status, { error: flatCode, message, details, request_id: requestId }, headers);
  }
  return json(status, { error: { code, message, details, request_id: requestId } }, headers);
}

/** True when nobody foresaw the error: it must be logged with its stack. */
export function isUnexpected(error: unknown): boolean {
  return !(error instanceof AccessError) && toApiError(error).code === "INTERNAL_SERVER_ERROR";
}

const DELETED_MEANWHILE =
  "What this belongs to was deleted while the request was worked on; nothing was changed.";

/** What a caller is told of an error; unforeseen ones become a 500 without their text. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof SqlError) {
    const { message, position } = error;
    return badRequest(message, position === undefined ? undefined : { position });
  }
  if (error instanceof SourceError) return sourceFailed(error.kind, error.message);
  if (error instanceof EngineLostError) return engineLost(error.message);
  if (error instanceof EngineResourceError) return resourceExhausted(error.message);
  if (error instanceof DatabaseNotFoundError) return notFound(error.message);
  if (error instanceof UnreadableTableError) return badRequest(error.message);
  if (error instanceof CatalogBusyError) return serviceUnavailable(error.message, 1);
  if (isDiskFull(error)) return storageFull();
  if (isMissingReference(error)) return notFound(DELETED_MEANWHILE);
  return new ApiError(
    "INTERNAL_SERVER_ERROR",
    "Something went wrong in the server. Its log has the cause under this request id.",
  );
}

function isDiskFull(error: unknown): boolean {
  if (error instanceof EngineDiskFullError) return true;
  return error instanceof Error && "code" in error && error.code === "ENOSPC";
}
