import type { ResultFormat } from "hotdata";

/** What became of the answers in some formats that were cut. */
export class Tally {
  readonly #counts = new Map<ResultFormat, number>();
  #errors = 0;
  #shortResults = 0;

  countError(format: ResultFormat): void {
    this.#count(format);
    this.#errors += 1;
  }

  /** The client gave a result although the answer was cut. */
  countShortResult(format: ResultFormat): void {
    this.#count(format);
    this.#shortResults += 1;
  }

  get isClean(): boolean {
    return this.#shortResults === 0;
  }

  toString(): string {
    const counts = [...new Set(this.#counts.values())].join(" to ");
    const formats = [...this.#counts.keys()].join(", ");
    return `${formats}: ${counts} random cuts each, errors ${this.#errors}, short results ${this.#shortResults}`;
  }

  #count(format: ResultFormat): void {
    this.#counts.set(format, (this.#counts.get(format) ?? 0) + 1);
  }
}
