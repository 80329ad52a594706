import type { MeasurePhase, Phase } from "./phase.ts";

/** What one query spends its time with. */
export class QueryPhases {
  readonly #measure: MeasurePhase;
  readonly #milliseconds: Partial<Record<Phase, number>> = {};

  constructor(measure: MeasurePhase) {
    this.#measure = measure;
  }

  /** Time of each phase that has ended, in milliseconds. */
  get milliseconds(): Readonly<Partial<Record<Phase, number>>> {
    return this.#milliseconds;
  }

  /** Measures a piece of the query's work, however it ends. */
  async measure<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await this.#measure(phase, work);
    } finally {
      this.#milliseconds[phase] = performance.now() - startedMs;
    }
  }
}
