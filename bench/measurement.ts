import { type Spread, spreadOf } from "./spread.ts";

export type Unit = "ms" | "MB/s" | "MB" | "rows/s" | "1/s" | "errors" | "of 1";

/** One figure of a suite beside its baseline. */
export interface Measurement {
  readonly suite: string;
  readonly case: string;
  readonly unit: Unit;
  /** Middle and ends of what was measured; `median` is the value that counts. */
  readonly ours: Spread;
  readonly baseline: Spread | undefined;
  /** Further programs that took their turns in the same rounds, by name. */
  readonly others: ReadonlyMap<string, Spread>;
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
  /** By name; programs without any value are left out. */
  readonly others?: Readonly<Record<string, readonly number[]>>;
  /** Judges the medians. */
  readonly aim?: (ours: number, baseline: number | undefined) => Aim | undefined;
}

export function measurement(suite: string, samples: Samples): Measurement {
  const ours = spreadOf(samples.ours);
  const baseline = samples.baseline === undefined ? undefined : spreadOf(samples.baseline);
  const measured = Object.entries(samples.others ?? {}).filter(([, values]) => values.length > 0);
  const others = new Map(measured.map(([name, values]) => [name, spreadOf(values)]));
  const aim = samples.aim?.(ours.median, baseline?.median);
  return { suite, case: samples.case, unit: samples.unit, ours, baseline, others, aim };
}

/** Ours by another's: below 1 is faster for times, above 1 for what is counted in a second. */
export function ratioTo(ours: Spread, other: Spread | undefined): number | undefined {
  return other === undefined || other.median === 0 ? undefined : ours.median / other.median;
}
