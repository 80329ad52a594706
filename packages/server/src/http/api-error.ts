import type { ErrorCode } from "@hotdata/contract";
import type { SourceErrorKind } from "../connectors/source-error.ts";
import type { FieldError } from "./parse-request.ts";

export interface ApiErrorOptions {
  /** Facts for programs, sent as `error.details`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Sent as `Retry-After`: the same request may succeed after this time. */
  readonly retryAfterSeconds?: number;
}

/** A refusal that the caller can act on. Its code decides the HTTP status. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(message);
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function badRequest(message: string, details?: ApiErrorOptions["details"]): ApiError {
  return new ApiError("BAD_REQUEST", message, details === undefined ? {} : { details });
}

/** BAD_REQUEST about one field of the request, e.g. `schemas.0.name`. */
export function invalidField(field: string, message: string): ApiError {
  return badRequest(message, { errors: [{ field, message }] });
}

export function invalidRequest(message: string, errors: readonly FieldError[]): ApiError {
  return badRequest(`Invalid request: ${message}`, { errors });
}

export function unprocessable(message: string, errors: readonly FieldError[]): ApiError {
  return new ApiError("UNPROCESSABLE_ENTITY", `Invalid request: ${message}`, {
    details: { errors },
  });
}

export function accessDenied(message: string): ApiError {
  return new ApiError("ACCESS_DENIED", message);
}

export function notFound(message: string): ApiError {
  return new ApiError("NOT_FOUND", message);
}

export function methodNotAllowed(method: string, path: string): ApiError {
  return new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible on ${path}.`);
}

export function conflict(message: string): ApiError {
  return new ApiError("CONFLICT", message);
}

export function notImplemented(message: string): ApiError {
  return new ApiError("NOT_IMPLEMENTED", message);
}

export function requestTimeout(): ApiError {
  return new ApiError("REQUEST_TIMEOUT", "The request did not arrive in time; send it again.");
}

export function payloadTooLarge(maxBytes: number): ApiError {
  return new ApiError(
    "PAYLOAD_TOO_LARGE",
    `The request body is larger than ${maxBytes} bytes; upload large data with POST /v1/uploads.`,
  );
}

export function serviceUnavailable(message: string, retryAfterSeconds: number): ApiError {
  return new ApiError("SERVICE_UNAVAILABLE", message, { retryAfterSeconds });
}

export function presignUnsupported(): ApiError {
  return new ApiError(
    "PRESIGN_UNSUPPORTED",
    "This server hands out no upload addresses (HOTDATA_UPLOAD_SESSIONS is off); send the file to POST /v1/files, or up to 2 MiB of CSV as the data of a load.",
  );
}

export function overloaded(retryAfterSeconds: number): ApiError {
  return new ApiError(
    "OVERLOADED",
    `Too many requests of this kind are running or waiting; this one was not begun. Send it again after ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  );
}

export function rateLimited(limitPerMinute: number, retryAfterSeconds: number): ApiError {
  return new ApiError(
    "OVERLOADED",
    `This API key may make ${limitPerMinute} requests per minute; no work was begun. Send the request again after ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  );
}

export function persistenceUnavailable(cause: string): ApiError {
  return new ApiError(
    "PERSISTENCE_UNAVAILABLE",
    `The result has more rows than one answer holds, and it could not be stored: ${cause}`,
    { retryAfterSeconds: 30 },
  );
}

/** @param cause how the process ended, in words */
export function engineLost(cause: string): ApiError {
  return new ApiError(
    "ENGINE_LOST",
    `The engine process that worked on this request ended: ${cause}. Nothing was changed; send the request again.`,
    { retryAfterSeconds: 1 },
  );
}

const SOURCE_CODES = {
  unavailable: "SOURCE_UNAVAILABLE",
  refused: "SOURCE_REFUSED",
  changed: "SOURCE_CHANGED",
  unreadable: "SOURCE_UNREADABLE",
} as const satisfies Readonly<Record<SourceErrorKind, ErrorCode>>;

/** @param message what an outside source did, and what to do about it */
export function sourceFailed(kind: SourceErrorKind, message: string): ApiError {
  const mayPass = kind === "unavailable";
  return new ApiError(SOURCE_CODES[kind], message, mayPass ? { retryAfterSeconds: 5 } : {});
}

export function resourceExhausted(cause: string): ApiError {
  return new ApiError(
    "RESOURCE_EXHAUSTED",
    `The statement needs more memory or disk than the server gives to one: ${cause}`,
    { retryAfterSeconds: 5 },
  );
}

export function storageFull(): ApiError {
  return new ApiError(
    "STORAGE_FULL",
    "The server's disk is full; nothing was changed. Delete databases that are no longer needed, or give the server more space.",
  );
}

export function shuttingDown(): ApiError {
  return serviceUnavailable("The server is shutting down; send the request again.", 1);
}
