/** What came of one kind of operation. */
interface Counts {
  ok: number;
  refused: number;
  unexpected: number;
}

const MOST_PROBLEMS = 50;

/** Counts operations by kind and outcome. */
export class Outcomes {
  /** Answers 429: the request was repeated later, as an SDK does it. */
  overloaded = 0;
  readonly problems: string[] = [];
  readonly #counts = new Map<string, Counts>();

  ok(kind: string): void {
    this.#of(kind).ok += 1;
  }

  /** Failed as it must, because a process was killed meanwhile. */
  refused(kind: string): void {
    this.#of(kind).refused += 1;
  }

  unexpected(kind: string, reason: string): void {
    this.#of(kind).unexpected += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(`${kind}: ${reason}`);
  }

  get totals(): Readonly<Counts> {
    const totals: Counts = { ok: 0, refused: 0, unexpected: 0 };
    for (const { ok, refused, unexpected } of this.#counts.values()) {
      totals.ok += ok;
      totals.refused += refused;
      totals.unexpected += unexpected;
    }
    return totals;
  }

  lines(): string[] {
    return [...this.#counts]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(
        ([kind, { ok, refused, unexpected }]) =>
          `  ${kind.padEnd(18)} ok ${ok}, refused as expected ${refused}, unexpected ${unexpected}`,
      );
  }

  #of(kind: string): Counts {
    let counts = this.#counts.get(kind);
    if (counts === undefined) {
      counts = { ok: 0, refused: 0, unexpected: 0 };
      this.#counts.set(kind, counts);
    }
    return counts;
  }
}
