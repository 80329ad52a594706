import { type Spread, spreadOf } from "./spread.ts";

export type Unit = "ms" | "MB/s" | "MB" | "rows/s";

/** One figure of a suite beside its baseline. */
export interface Measurement {
  readonly suite: string;
  readonly case: string;
  readonly unit: Unit;
  /** Middle and ends of what was measured; `median` is the value that counts. */
  readonly ours: Spread;
  readonly baseline: Spread | undefined;
  /** The project's own goal for this figure. */
  readonly aim: Aim | undefined;
}

export interface Aim {
  readonly text: string;
  readonly isMet: boolean;
}

export interface Samples {
  readonly case: string;
  readonly unit: Unit;
  readonly ours: readonly number[];
  readonly baseline?: readonly number[];
  /** Judges the medians. */
  readonly aim?: (ours: number, baseline: number | undefined) => Aim | undefined;
}

export function measurement(suite: string, samples: Samples): Measurement {
  const ours = spreadOf(samples.ours);
  const baseline = samples.baseline === undefined ? undefined : spreadOf(samples.baseline);
  const aim = samples.aim?.(ours.median, baseline?.median);
  return { suite, case: samples.case, unit: samples.unit, ours, baseline, aim };
}

/** Ours by the baseline: below 1 is faster for times, above 1 for MB/s. */
export function ratioOf({ ours, baseline }: Measurement): number | undefined {
  return baseline === undefined ? undefined : ours.median / baseline.median;
}
