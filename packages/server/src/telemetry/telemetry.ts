import type { Metrics } from "./metrics.ts";
import type { RemoteSpan, RequestSpan, Tracing } from "./tracing.ts";

/** The pieces that a query's time is made of. */
export type Phase = "queue" | "inspect" | "resolve" | "execute" | "persist";

/** What the server tells about its work: counted always, traced where traces are asked for. */
export class Telemetry {
  readonly metrics: Metrics;
  readonly #tracing: Tracing;

  constructor(metrics: Metrics, tracing: Tracing) {
    this.metrics = metrics;
    this.#tracing = tracing;
  }

  /** Opens the span of a request; undefined when nothing is traced. */
  openRequest(name: string, parent: RemoteSpan | undefined): RequestSpan | undefined {
    return this.#tracing.openRequest(name, parent);
  }

  /** Measures a piece of a query's work, however it ends. */
  async phase<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await this.#tracing.run(phase, {}, work);
    } finally {
      this.metrics.phaseEnded(phase, (performance.now() - startedMs) / 1000);
    }
  }
}
