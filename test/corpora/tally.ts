/** Differences are shown in full up to this number per corpus. */
const SHOWN = 60;

/** Counts of one corpus. */
export class Tally {
  readonly corpus: string;
  #equal = 0;
  #equalRefusals = 0;
  #expectations = 0;
  #met = 0;
  readonly #differences: string[] = [];
  readonly #notApplicable = new Map<string, number>();

  readonly #isOurs: boolean;

  /** @param isOurs DuckDB's answers have to be what the files say */
  constructor(corpus: string, { isOurs = false } = {}) {
    this.corpus = corpus;
    this.#isOurs = isOurs;
  }

  equal(): void {
    this.#equal += 1;
  }

  /** DuckDB refuses the statement, and so does the server. */
  equalRefusal(): void {
    this.#equal += 1;
    this.#equalRefusals += 1;
  }

  /** @param isMet whether DuckDB's answer is what the file says; undefined when it says nothing */
  written(at: string, isMet: boolean | undefined): void {
    if (isMet === undefined) return;
    this.#expectations += 1;
    if (isMet) this.#met += 1;
    else if (this.#isOurs) console.log(`NOT WHAT THE FILE EXPECTS: ${at}`);
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
    const isAsWritten = !this.#isOurs || this.#met === this.#expectations;
    return this.#differences.length === 0 && this.#equal > 0 && isAsWritten;
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
    if (this.#expectations > 0) {
      console.log(`  answers that the file itself expects: ${this.#met} of ${this.#expectations}`);
    }
    const reasons = [...this.#notApplicable].toSorted(([, a], [, b]) => b - a);
    for (const [reason, count] of reasons) console.log(`  ${String(count).padStart(6)}  ${reason}`);
  }
}
