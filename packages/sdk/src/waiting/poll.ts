import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions } from "../core/operation.ts";
import { sleep } from "../core/sleep.ts";

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 2_000;
const GROWTH = 1.5;

/** Something that goes on in the background, and how to look at it. */
export interface Pollable<T> {
  /** Names the wait in a `TimeoutError`. */
  readonly name: string;
  readonly read: (options: CallOptions) => Promise<T>;
  readonly isOver: (state: T) => boolean;
}

/**
 * Looks again and again, ever less often, until it is over. A single look is repeated by the
 * client's own rules, `Retry-After` included; `timeoutMs` is for the whole wait.
 */
export async function poll<T>(
  client: ApiClient,
  { name, read, isOver }: Pollable<T>,
  options: CallOptions,
): Promise<T> {
  const { attemptTimeoutMs } = options;
  const deadline = client.startDeadline(name, options);
  try {
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * GROWTH, LONGEST_DELAY_MS)) {
      const state = await read({ signal: deadline.signal, attemptTimeoutMs });
      if (isOver(state)) return state;
      // A random share keeps clients that started together from asking in step.
      await sleep(delayMs * (0.75 + Math.random() / 4), deadline.signal);
    }
  } finally {
    deadline.end();
  }
}
