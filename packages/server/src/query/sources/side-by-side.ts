interface SideBySide {
  /** So many at a time. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Does some work for each of several, some of them at a time. The first failure stops the others, and
 * is thrown when all have ended.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  { limit, signal }: SideBySide,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<readonly Result[]> {
  const stopping = new AbortController();
  const stopped = AbortSignal.any([signal, stopping.signal]);
  const results = new Map<number, Result>();
  let failure: { readonly error: unknown } | undefined;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && failure === undefined) {
      const index = next++;
      const item = items[index];
      if (item === undefined) return;
      try {
        results.set(index, await work(item, stopped));
      } catch (error) {
        failure ??= { error };
        stopping.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failure !== undefined) throw failure.error;
  return items.map((_, index) => {
    const result = results.get(index);
    if (result === undefined) throw new Error("work has no result");
    return result;
  });
}
