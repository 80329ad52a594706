import { type Measurement, ratioOf } from "../measurement.ts";

/** The figures as a JSON array, medians only. */
export function jsonReport(measured: readonly Measurement[]): string {
  const rows = measured.map((one) => ({
    suite: one.suite,
    case: one.case,
    value: one.ours.median,
    unit: one.unit,
    baseline: one.baseline?.median ?? null,
    ratio: ratioOf(one) ?? null,
  }));
  return JSON.stringify(rows, null, 2);
}
