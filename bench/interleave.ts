export interface Rounds<A, B> {
  readonly ours: readonly A[];
  readonly baseline: readonly B[];
}

export interface Contenders<A, B> {
  readonly rounds: number;
  readonly ours: () => Promise<A>;
  readonly baseline: () => Promise<B>;
  readonly signal: AbortSignal;
}

/**
 * Runs both in turn, so that whatever else the machine does meets them alike. The first round warms
 * caches up and is dropped.
 */
export async function interleave<A, B>(contenders: Contenders<A, B>): Promise<Rounds<A, B>> {
  const ours: A[] = [];
  const baseline: B[] = [];
  for (let round = 0; round <= contenders.rounds; round += 1) {
    contenders.signal.throwIfAborted();
    const our = await contenders.ours();
    const other = await contenders.baseline();
    if (round === 0) continue;
    ours.push(our);
    baseline.push(other);
  }
  return { ours, baseline };
}

/**
 * Runs each in turn, round by round, and returns what each had; the first round is dropped as in
 * {@link interleave}. One that sits a round out gives undefined.
 */
export async function takeTurns<T>(
  rounds: number,
  runs: ReadonlyMap<string, () => Promise<T | undefined>>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const values = new Map([...runs.keys()].map((name) => [name, new Array<T>()]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of runs) {
      signal.throwIfAborted();
      const value = await run();
      if (round > 0 && value !== undefined) values.get(name)?.push(value);
    }
  }
  return values;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
