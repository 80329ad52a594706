import { toApiError } from "../http/error-reply.ts";

const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 5_000;

/**
 * Repeats a job after what may pass by itself, such as a lost engine or a catalog that is locked:
 * milliseconds until the next attempt, undefined when there is none.
 */
export function retryPassing(error: unknown, attempt: number): number | undefined {
  const mayPass = toApiError(error).retryAfterSeconds !== undefined;
  if (!mayPass || attempt >= MAX_ATTEMPTS) return undefined;
  return Math.min(FIRST_PAUSE_MS * 2 ** attempt, MAX_PAUSE_MS);
}
