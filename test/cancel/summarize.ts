import { percentile } from "../measure/percentile.ts";
import type { Trial } from "./cancel-trials.ts";

/** Prints what came of the cancellations of one way; false when not all is as it has to be. */
export function summarize(way: string, trials: readonly Trial[], maxMedianMs: number): boolean {
  const times = trials.flatMap(({ idleMs }) => idleMs ?? []);
  const busy = trials.filter(({ idleMs }) => idleMs === undefined);
  const early = trials.filter(({ run }) => run === undefined).length;
  const misrecorded = trials.filter(
    ({ run }) =>
      run !== undefined && (run.status !== "cancelled" || run.error_code !== "QUERY_CANCELLED"),
  );
  const median = quantile(times, 50);
  console.log(
    `${trials.length} cancels by ${way}: median ${median.toFixed(1)} ms, ` +
      `p95 ${quantile(times, 95).toFixed(1)} ms, longest ${quantile(times, 100).toFixed(1)} ms until the engine was idle; ` +
      `idle after each: ${busy.length === 0 ? "yes" : `no, ${busy.length} went on`}; ` +
      `recorded as cancelled ${trials.length - early - misrecorded.length}, ` +
      `given up before they began ${early}`,
  );
  for (const { kind, run } of misrecorded) {
    console.log(
      `wrong: a query (${kind}) is recorded as ${run?.status} (${run?.error_code}: ${run?.error_message})`,
    );
  }
  for (const { kind } of busy) console.log(`wrong: the engine went on with a query (${kind})`);
  console.log(`  slowest kinds: ${slowestKinds(trials)}`);
  const isQuick = median <= maxMedianMs;
  if (!isQuick) console.log(`wrong: the median is above ${maxMedianMs} ms`);
  return isQuick && busy.length === 0 && misrecorded.length === 0;
}

function slowestKinds(trials: readonly Trial[]): string {
  const byKind = Object.groupBy(trials, ({ kind }) => kind);
  return Object.entries(byKind)
    .map(([kind, some = []]) => {
      const times = some.flatMap(({ idleMs }) => idleMs ?? []);
      return { kind, median: quantile(times, 50) };
    })
    .toSorted((a, b) => b.median - a.median)
    .slice(0, 4)
    .map(({ kind, median }) => `${kind} ${median.toFixed(0)} ms`)
    .join(", ");
}

/** Not a number when there are no times. */
function quantile(times: readonly number[], percent: number): number {
  return times.length === 0 ? Number.NaN : percentile(times, percent);
}
