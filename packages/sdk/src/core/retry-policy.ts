import { ApiException } from "./api-exception.ts";
import { HotdataError } from "./hotdata-error.ts";
import type { HttpRequest } from "./http-request.ts";

/** A call is not repeated later than this after it began. */
export const RETRY_WINDOW_MS = 120_000;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;

/** The server, or one in between, could not begin with a query. Other codes say it was too much. */
const NOT_BEGUN = /^(SERVICE_UNAVAILABLE|HTTP_50[23])$/;

/**
 * How long to wait before a failed request is sent again; `undefined` when it must not be.
 *
 * - 429: any method, since the server refused before it began.
 * - Where twice does what once does: broken and refused connections, tries that took too long, 502
 *   and 504, and 409 and 503 with `Retry-After`. Of the answers, a query takes only those that say
 *   that it was not begun: what it cost the server is not asked for again.
 * - Never: finalizing an upload, and bodies that are read from a stream.
 *
 * The delay is what `Retry-After` asks for, else random up to a bound that doubles each time.
 */
export function retryDelayMs(
  error: unknown,
  request: HttpRequest,
  attempt: number,
): number | undefined {
  if (!request.repeatable || !(error instanceof HotdataError)) return undefined;
  if (!(error instanceof ApiException)) {
    return request.idempotent && error.retryable ? backoffMs(attempt) : undefined;
  }
  const { status, retryAfterSeconds } = error;
  if (!isWorthRepeating(error, request)) return undefined;
  if (retryAfterSeconds === undefined) {
    return status === 409 || status === 503 ? undefined : backoffMs(attempt);
  }
  // All that were refused together would come together again.
  return retryAfterSeconds * 1_000 + Math.random() * FIRST_DELAY_MS;
}

function isWorthRepeating({ status, code }: ApiException, request: HttpRequest): boolean {
  if (status === 429) return true;
  if (!request.idempotent || (request.reads && !NOT_BEGUN.test(code))) return false;
  return status === 409 || status === 502 || status === 503 || status === 504;
}

/** Random, so that clients do not move in step, up to a bound that doubles each time. */
export function backoffMs(attempt: number): number {
  return Math.random() * Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
}
