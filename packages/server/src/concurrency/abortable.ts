/**
 * Waits for a promise until the signal fires; the rejection is then the signal's reason. What the
 * promise stands for goes on: only for waiting in line, and for work that is short in any case.
 */
export async function abortable<T>(waited: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([waited, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
