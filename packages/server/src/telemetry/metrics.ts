import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "@prometheus-io/client";
import type { Counting, EndedQuery, EndedRequest } from "./counting.ts";

/** From half a millisecond to four minutes. */
const SECONDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 240,
];

/** Looks at the event loop so often; the library would wake an idle process up ten times as often. */
const EVENT_LOOP_LOOK_MS = 100;

/** A figure that is read when somebody asks for it. */
export interface GaugeSource {
  readonly name: string;
  readonly help: string;
  /** Value for each value of `label`; a single one, under the empty text, without label. */
  readonly label?: string;
  read(): Promise<ReadonlyMap<string, number>>;
}

/**
 * What the server counts about itself, in the text format of Prometheus. Labels name operations,
 * statuses and codes only: never a workspace, a table or SQL.
 */
export class Metrics implements Counting {
  readonly #registry = new Registry();
  readonly #requests: Histogram<"operation" | "status">;
  readonly #queries: Histogram<"status">;
  readonly #failures: Counter<"code">;
  readonly #phases: Histogram<"phase">;
  readonly #rows: Counter;

  constructor(version: string) {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: "hotdata_http_request_duration_seconds",
      help: "From the request's head to the last byte of its answer; status 499: the client left.",
      labelNames: ["operation", "status"],
      buckets: SECONDS,
      registers,
    });
    this.#queries = new Histogram({
      name: "hotdata_query_duration_seconds",
      help: "From a query's submission to its recorded end.",
      labelNames: ["status"],
      buckets: SECONDS,
      registers,
    });
    this.#failures = new Counter({
      name: "hotdata_query_errors_total",
      help: "Queries that did not succeed, by error code.",
      labelNames: ["code"],
      registers,
    });
    this.#phases = new Histogram({
      name: "hotdata_query_phase_duration_seconds",
      help: "What queries spend their time with.",
      labelNames: ["phase"],
      buckets: SECONDS,
      registers,
    });
    this.#rows = new Counter({
      name: "hotdata_query_result_rows_total",
      help: "Rows of the results of queries.",
      registers,
    });
    const build = new Gauge({
      name: "hotdata_build_info",
      help: "Always 1; the label is the server's version.",
      labelNames: ["version"],
      registers,
    });
    build.set({ version }, 1);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  requestEnded({ operation, status, seconds }: EndedRequest): void {
    this.#requests.observe({ operation, status }, seconds);
  }

  queryEnded({ status, code, seconds }: EndedQuery): void {
    this.#queries.observe({ status }, seconds);
    if (code !== undefined) this.#failures.inc({ code });
  }

  resultStored(rowCount: number): void {
    this.#rows.inc(rowCount);
  }

  phaseEnded(phase: string, seconds: number): void {
    this.#phases.observe({ phase }, seconds);
  }

  /** Shows memory, processor time, descriptors and event loop of this process, measured from now on. */
  addProcess(): void {
    collectDefaultMetrics({
      register: this.#registry,
      eventLoopMonitoringPrecision: EVENT_LOOP_LOOK_MS,
    });
  }

  /** Shows a figure that some part of the server knows. */
  addGauge({ name, help, label, read }: GaugeSource): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [],
      async collect() {
        this.reset();
        for (const [value, figure] of await read()) {
          this.set(label === undefined ? {} : { [label]: value }, figure);
        }
      },
    });
    this.#registry.registerMetric(gauge);
  }

  /** Everything as text. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
