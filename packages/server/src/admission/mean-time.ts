/** Weight of the newest one. */
const WEIGHT = 0.1;

/** The mean of times, of which the newer ones count more. */
export class MeanTime {
  #ms: number | undefined;

  /** Milliseconds; 0 before the first. */
  get ms(): number {
    return this.#ms ?? 0;
  }

  add(ms: number): void {
    this.#ms = this.#ms === undefined ? ms : this.#ms + (ms - this.#ms) * WEIGHT;
  }
}
