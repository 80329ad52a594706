import type { Measurement } from "./measurement.ts";
import type { Scale } from "./scale.ts";

/** Limits of the server's engine and of the bare DuckDB beside it. */
export interface EngineLimits {
  readonly threads: number;
  readonly memoryMb: number;
}

/** What a suite gets to work with. */
export interface Bench {
  readonly scale: Scale;
  readonly limits: EngineLimits;
  /** Part of the suite that alone is wanted; all when undefined. */
  readonly only: string | undefined;
  /** A folder of the suite's own; it is removed afterwards. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Says what is going on, for people who wait. */
  readonly progress: (text: string) => void;
  /** Says what was found beside the figures. */
  readonly report: (text: string) => void;
  /** Like `report`, for lines that have a form of their own. */
  readonly print: (line: string) => void;
}

export interface Suite {
  readonly name: string;
  /** What is measured, in a sentence for people. */
  readonly about: string;
  /** What the figures are compared with. */
  readonly baseline: string;
  readonly run: (bench: Bench) => AsyncIterable<Measurement>;
}
