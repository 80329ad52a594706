/** A request that waits for a job; close it in the end. */
export interface JobWait {
  /**
   * Fulfils when the job has ended since the wait was opened, or when the time is over.
   * @throws the signal's reason when it fires first
   */
  until(timeoutMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Tells waiting requests that a job has ended. */
export class JobWaiters {
  readonly #waiting = new Map<string, Set<() => void>>();

  open(jobId: string): JobWait {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(jobId) ?? new Set();
    this.#waiting.set(jobId, waiting.add(resolve));
    return {
      until: (timeoutMs, signal) => firstOf(ended, timeoutMs, signal),
      close: () => this.#remove(jobId, resolve),
    };
  }

  notify(jobId: string): void {
    for (const resolve of this.#waiting.get(jobId) ?? []) resolve();
  }

  #remove(jobId: string, resolve: () => void): void {
    const waiting = this.#waiting.get(jobId);
    waiting?.delete(resolve);
    if (waiting?.size === 0) this.#waiting.delete(jobId);
  }
}

async function firstOf(
  ended: Promise<void>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  const leave = () => reject(signal.reason);
  const timer = setTimeout(resolve, timeoutMs);
  signal.addEventListener("abort", leave, { once: true });
  try {
    await Promise.race([ended, over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", leave);
  }
}
