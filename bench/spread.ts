export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The smallest, middle and largest of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  return { min: quantile(values, 0), median: quantile(values, 0.5), max: quantile(values, 1) };
}

/** The value below which the given part (0 to 1) of the values lies, interpolated. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) throw new Error("there are no values");
  return lower + (upper - lower) * (place - Math.floor(place));
}
