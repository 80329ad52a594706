import { rateLimited } from "../http/api-error.ts";
import type { Key } from "./key.ts";

interface Bucket {
  /** Requests that may come at once; a fraction is on its way to the next. */
  tokens: number;
  /** When that was so, in milliseconds. */
  at: number;
}

/** Buckets kept before those that are full again are dropped. */
const SWEEP_SIZE = 1_000;
const MINUTE_MS = 60_000;

/**
 * Lets a key make so many requests per minute: as many at once, then evenly. It keeps nothing of
 * keys that paused for a minute, and at most one bucket for each key.
 */
export class RateLimiter {
  /** For keys without a limit of their own; 0: none. */
  readonly #defaultPerMinute: number;
  readonly #buckets = new Map<string, Bucket>();
  #sweepAt = SWEEP_SIZE;

  constructor(defaultPerMinute: number) {
    this.#defaultPerMinute = defaultPerMinute;
  }

  /** Counts one request. @throws {ApiError} OVERLOADED when the key has none left. */
  take({ id, rateLimitPerMinute }: Key, now = performance.now()): void {
    const limit = rateLimitPerMinute ?? this.#defaultPerMinute;
    if (limit === 0) return;
    const { tokens, at } = this.#buckets.get(id) ?? { tokens: limit, at: now };
    const left = Math.min(limit, tokens + ((now - at) * limit) / MINUTE_MS);
    if (left < 1) {
      const waitMs = ((1 - left) * MINUTE_MS) / limit;
      throw rateLimited(limit, Math.max(1, Math.ceil(waitMs / 1_000)));
    }
    this.#buckets.set(id, { tokens: left - 1, at: now });
    if (this.#buckets.size > this.#sweepAt) this.#sweep(now);
  }

  /** A bucket that had a minute's time is full, as if it had never been there. */
  #sweep(now: number): void {
    for (const [id, { at }] of this.#buckets) {
      if (now - at >= MINUTE_MS) this.#buckets.delete(id);
    }
    this.#sweepAt = Math.max(SWEEP_SIZE, this.#buckets.size * 2);
  }
}
