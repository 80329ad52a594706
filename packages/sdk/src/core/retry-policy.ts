import { ApiException } from "./api-exception.ts";
import { ConnectionError } from "./errors.ts";
import type { HttpRequest } from "./http-request.ts";

/** A call is not repeated later than this after it began. */
export const RETRY_WINDOW_MS = 120_000;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;

/** The connection broke; unlike a refused connection or an unknown host, that tends to pass. */
const RESET_CODES: ReadonlySet<unknown> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/**
 * How long to wait before a failed request is sent again; `undefined` when it must not be.
 *
 * - 429: any method, since the server refused before it began; `Retry-After` is honoured in full.
 * - 503 with `Retry-After`, and a connection that broke: idempotent methods only.
 * - Never: finalizing an upload, and bodies that are read from a stream.
 */
export function retryDelayMs(
  error: unknown,
  request: HttpRequest,
  attempt: number,
): number | undefined {
  if (!request.repeatable) return undefined;
  if (error instanceof ApiException) {
    const askedMs =
      error.retryAfterSeconds === undefined ? undefined : error.retryAfterSeconds * 1_000;
    if (error.status === 429) return askedMs ?? backoffMs(attempt);
    if (error.status === 503 && request.idempotent) return askedMs;
    return undefined;
  }
  return request.idempotent && isReset(error) ? backoffMs(attempt) : undefined;
}

/** Doubles from attempt to attempt, with a random half so that clients do not move in step. */
function backoffMs(attempt: number): number {
  const longest = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
  return longest * (0.5 + Math.random() / 2);
}

function isReset(error: unknown): boolean {
  if (!(error instanceof ConnectionError)) return false;
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && RESET_CODES.has(cause.code)) return true;
  }
  return false;
}
