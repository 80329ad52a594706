import type { Counting } from "./counting.ts";
import type { Phase } from "./phase.ts";
import type { Tracing } from "./tracing.ts";

/** What one query spends its time with. */
export class QueryPhases {
  readonly #metrics: Counting;
  readonly #tracing: Tracing;
  readonly #milliseconds: Partial<Record<Phase, number>> = {};

  constructor(metrics: Counting, tracing: Tracing) {
    this.#metrics = metrics;
    this.#tracing = tracing;
  }

  /** Time of each phase that has ended, in milliseconds. */
  get milliseconds(): Readonly<Partial<Record<Phase, number>>> {
    return this.#milliseconds;
  }

  /** Measures a piece of the query's work, however it ends. */
  async measure<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await this.#tracing.run(phase, work);
    } finally {
      const milliseconds = performance.now() - startedMs;
      this.#milliseconds[phase] = milliseconds;
      this.#metrics.phaseEnded(phase, milliseconds / 1000);
    }
  }
}
