/**
 * Does the work for each item, some at a time. The first failure stops the others, and is that of
 * all as soon as they have ended.
 */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const takeTurns = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      stop.throwIfAborted();
      results[index] = await work(item, stop);
    }
  };
  const takers = Array.from({ length: Math.max(1, limit) }, async () => {
    try {
      await takeTurns();
    } catch (error) {
      if (!stop.aborted) failed.abort(error);
    }
  });
  await Promise.all(takers);
  stop.throwIfAborted();
  return results;
}
