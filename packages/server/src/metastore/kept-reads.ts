import type { MetastoreChanges } from "./metastore-changes.ts";

/** What expires by the clock is seen so late at most; so is what other processes write, see `allChanges`. */
const KEPT_MS = 250;
/** With more, it begins anew. */
const MAX_KEPT = 1_000;

interface Kept<T> {
  readonly value: Promise<T>;
  /** Changes that there were when the read began. */
  readonly count: number;
  readonly until: number;
}

/**
 * Answers of one kind of read of the metastore that every query makes, kept until something is written
 * there: each read costs a query more than all that is done with what it says.
 */
export class KeptReads<T> {
  readonly #changes: Pick<MetastoreChanges, "count">;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept<T>>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    changes: Pick<MetastoreChanges, "count">,
    now: () => number = () => performance.now(),
  ) {
    this.#changes = changes;
    this.#now = now;
  }

  /** @param read not called where its answer is known; must read what is committed */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const { count } = this.#changes;
    const now = this.#now();
    const known = this.#kept.get(key);
    if (known !== undefined && known.count === count && now < known.until) return known.value;
    const value = read();
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(key, { value, count, until: now + KEPT_MS });
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}
