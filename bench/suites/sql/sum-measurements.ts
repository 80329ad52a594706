import type { Bench } from "../../bench.ts";
import { type Measurement, measurement, ratioTo } from "../../measurement.ts";
import { quantile } from "../../spread.ts";
import type { CaseTimes } from "./measure-sql.ts";

const AIM = 1.05;

/** The sums over all statements, and beside each rival over those that it answers. */
export function* sumMeasurements(
  bench: Bench,
  suite: string,
  all: readonly CaseTimes[],
): Generator<Measurement> {
  const whole = measurement(suite, {
    case: `sum of ${all.length}`,
    unit: "ms",
    ours: sums(all.map(({ ours }) => ours)),
    baseline: sums(all.map(({ bare }) => bare)),
    aim: (ours, bare = Infinity) => ({ text: `${AIM}x`, isMet: ours <= bare * AIM }),
  });
  yield whole;
  bench.print(
    `sum of ${all.length}: ours ${whole.ours.median.toFixed(0)} ms, ` +
      `bare ${whole.baseline?.median.toFixed(0)} ms, ` +
      `ratio of sums ${ratioTo(whole.ours, whole.baseline)?.toFixed(3)} (aim ${AIM})`,
  );
  for (const name of new Set(all.flatMap(({ rivals }) => Object.keys(rivals)))) {
    const answered = all.filter(({ rivals }) => rivals[name] !== undefined);
    const title = `sum of the ${answered.length} that ${name} answers`;
    const some = measurement(suite, {
      case: title,
      unit: "ms",
      ours: [sumOfMedians(answered.map(({ ours }) => ours))],
      baseline: [sumOfMedians(answered.map(({ bare }) => bare))],
      others: { [name]: [sumOfMedians(answered.map(({ rivals }) => rivals[name] ?? []))] },
    });
    yield some;
    const other = some.others.get(name);
    bench.print(
      `${title}: ours ${some.ours.median.toFixed(0)} ms, ${name} ${other?.median.toFixed(0)} ms, ` +
        `ratio of sums ${ratioTo(some.ours, other)?.toFixed(3)}`,
    );
  }
}

/** Of each round, over all statements. */
function sums(times: readonly (readonly number[])[]): number[] {
  const rounds = times[0]?.length ?? 0;
  return Array.from({ length: rounds }, (_, round) =>
    times.reduce((sum, of) => sum + (of[round] ?? 0), 0),
  );
}

function sumOfMedians(times: readonly (readonly number[])[]): number {
  return times.reduce((sum, of) => sum + quantile(of, 0.5), 0);
}
