import type { Counting } from "./counting.ts";
import type { OpenPhase, Phase } from "./phase.ts";
import { QueryPhases } from "./query-phases.ts";
import type { RemoteSpan, RequestSpan, Tracing } from "./tracing.ts";

/** What the server tells about its work: counted and traced where that is asked for. */
export class Telemetry {
  readonly metrics: Counting;
  readonly #tracing: Tracing;

  constructor(metrics: Counting, tracing: Tracing) {
    this.metrics = metrics;
    this.#tracing = tracing;
  }

  /** Opens the span of a request; undefined when nothing is traced. */
  openRequest(name: string, parent: RemoteSpan | undefined): RequestSpan | undefined {
    return this.#tracing.openRequest(name, parent);
  }

  /** Begins a piece of work whose end comes with an event. */
  openPhase(phase: Phase): OpenPhase {
    const startedMs = performance.now();
    const span = this.#tracing.open(phase);
    return {
      end: () => {
        span.end();
        this.metrics.phaseEnded(phase, (performance.now() - startedMs) / 1000);
      },
    };
  }

  /** Measures the pieces of one query, and remembers what each took. */
  openQuery(): QueryPhases {
    return new QueryPhases(this.metrics, this.#tracing);
  }
}
