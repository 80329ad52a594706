/** What a promise brings, or undefined when that takes longer than the limit; its work goes on. */
export async function firstWithin<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  const { promise: limit, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, limitMs);
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
