/** Times as long as a table's profile took that it rests: profiling takes a tenth of the time. */
const REST_TIMES = 9;

/** Keeps a table that changes all the time from being profiled all the time. */
export class ProfilePace {
  readonly #now: () => number;
  /** When the rest of each table is over. */
  readonly #restsUntil = new Map<string, number>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Milliseconds until the table may be profiled again; 0 when it may now. */
  restMs(table: string): number {
    return Math.max((this.#restsUntil.get(table) ?? 0) - this.#now(), 0);
  }

  /** Profiles the table, which rests afterwards, also when that failed. */
  async run<T>(table: string, work: () => Promise<T>): Promise<T> {
    const begunAt = this.#now();
    try {
      return await work();
    } finally {
      const endedAt = this.#now();
      this.#forgetRested(endedAt);
      this.#restsUntil.set(table, endedAt + REST_TIMES * (endedAt - begunAt));
    }
  }

  /** Tables that are remembered. */
  get size(): number {
    return this.#restsUntil.size;
  }

  #forgetRested(at: number): void {
    for (const [table, until] of this.#restsUntil) if (until <= at) this.#restsUntil.delete(table);
  }
}
