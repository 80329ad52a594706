/** Differences are shown in full up to this number per corpus. */
const SHOWN = 60;

/** Counts of one corpus. */
export class Tally {
  readonly corpus: string;
  #equal = 0;
  #equalRefusals = 0;
  readonly #differences: string[] = [];
  readonly #notApplicable = new Map<string, number>();

  constructor(corpus: string) {
    this.corpus = corpus;
  }

  equal(): void {
    this.#equal += 1;
  }

  /** DuckDB refuses the statement, and so does the server. */
  equalRefusal(): void {
    this.#equal += 1;
    this.#equalRefusals += 1;
  }

  /** @param what where, and what is not as it should be */
  different(what: string): void {
    this.#differences.push(what);
    if (this.#differences.length <= SHOWN) console.log(`DIFFERENT ${this.corpus}: ${what}`);
  }

  notApplicable(reason: string, count = 1): void {
    this.#notApplicable.set(reason, (this.#notApplicable.get(reason) ?? 0) + count);
  }

  /** No statement differs, and some were compared. */
  get isGood(): boolean {
    return this.#differences.length === 0 && this.#equal > 0;
  }

  print(): void {
    const different = this.#differences.length;
    const skipped = [...this.#notApplicable.values()].reduce((sum, count) => sum + count, 0);
    const statements = this.#equal + different + skipped;
    const refusals = this.#equalRefusals > 0 ? ` (${this.#equalRefusals} refused by both)` : "";
    console.log(
      `${this.corpus}: statements ${statements}, equal ${this.#equal}${refusals}, ` +
        `different ${different}, not applicable ${skipped}`,
    );
    const reasons = [...this.#notApplicable].toSorted(([, a], [, b]) => b - a);
    for (const [reason, count] of reasons) console.log(`  ${String(count).padStart(6)}  ${reason}`);
  }
}
