import { type Measurement, ratioTo } from "../measurement.ts";

/** The figures as a JSON array, medians only. */
export function jsonReport(measured: readonly Measurement[]): string {
  const rows = measured.map((one) => ({
    suite: one.suite,
    case: one.case,
    value: one.ours.median,
    unit: one.unit,
    baseline: one.baseline?.median ?? null,
    ratio: ratioTo(one.ours, one.baseline) ?? null,
    ...(one.others.size === 0 ? {} : { others: othersOf(one) }),
  }));
  return JSON.stringify(rows, null, 2);
}

function othersOf({ ours, others }: Measurement) {
  const entries = [...others].map(([name, other]) => [
    name,
    { value: other.median, ratio: ratioTo(ours, other) ?? null },
  ]);
  return Object.fromEntries(entries);
}
