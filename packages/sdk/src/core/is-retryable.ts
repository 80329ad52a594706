const CODES = /^(REQUEST_TIMEOUT|RESOURCE_\w+|OVERLOADED|ENGINE_LOST|\w+_UNAVAILABLE)$/;
/** Of servers in between, which have no codes. */
const STATUSES: ReadonlySet<number | undefined> = new Set([408, 425, 429, 502, 503, 504]);

/** Whether the same request may succeed later; agrees with the contract's list of codes. */
export function isRetryable(code: string, status?: number): boolean {
  return CODES.test(code) || STATUSES.has(status);
}
