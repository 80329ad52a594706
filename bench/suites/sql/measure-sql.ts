import { timed, takeTurns } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { quantile } from "../../spread.ts";
import { areRowsAlike } from "./are-rows-alike.ts";
import { isHashEqual } from "./is-hash-equal.ts";
import type { Rival, SqlCase, SqlSides } from "./sql-sides.ts";
import { sumMeasurements } from "./sum-measurements.ts";
import { wholeAnswer } from "./whole-answer.ts";

const OURS = "ours";
const BARE = "bare";
/** A rival's slower statements are steady enough, and would take most of the suite's time. */
const SLOW_MS = 800;
const SLOW_ROUNDS = 3;

/** Milliseconds of each round, of whoever answered. */
export interface CaseTimes {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  readonly rivals: Readonly<Record<string, readonly number[]>>;
}

/**
 * Each statement by every side in turn, one line and one figure each, then the sums.
 *
 * @throws {Error} at the end, when rows of the server differed from bare DuckDB's
 */
export async function* measureSql(
  sides: SqlSides,
  suite: string,
  cases: readonly SqlCase[],
): AsyncGenerator<Measurement> {
  const { bench, rivals } = sides;
  const all: CaseTimes[] = [];
  const different: string[] = [];
  const heads = rivals.map(({ name }) => `${name}_ms`);
  bench.print(["query", "rows", "ours_ms", "bare_ms", "ratio", ...heads].join(" "));
  for (const one of cases) {
    bench.signal.throwIfAborted();
    const isEqual = await isHashEqual(sides, one.sql);
    if (!isEqual) different.push(one.label);
    const answering = await findAnswering(sides, one);
    const times = await timesOf(sides, one, answering);
    all.push(times);
    bench.print(lineOf(one.label, isEqual, { times, rivals }));
    yield measurement(suite, {
      case: one.label,
      unit: "ms",
      ours: times.ours,
      baseline: times.bare,
      others: times.rivals,
    });
  }
  yield* sumMeasurements(bench, suite, all);
  if (different.length > 0) throw new Error(`other rows than bare DuckDB: ${different.join(", ")}`);
}

interface Answering {
  readonly rival: Rival;
  /** Rounds in which it takes its turn. */
  readonly rounds: number;
}

/** The rivals that answer the statement with such rows; what the others do is said. */
async function findAnswering(sides: SqlSides, one: SqlCase): Promise<Answering[]> {
  const { bench, rivals, duckDb } = sides;
  const answering: Answering[] = [];
  for (const rival of rivals) {
    try {
      const started = performance.now();
      const found = await rival.rows(sqlFor(rival, one));
      const isSlow = performance.now() - started > SLOW_MS;
      const rounds = isSlow ? Math.min(SLOW_ROUNDS, bench.scale.rounds) : bench.scale.rounds;
      if (areRowsAlike(await duckDb.rows(one.sql), found)) answering.push({ rival, rounds });
      else bench.report(`${one.label}: ${rival.name} answers otherwise and is not counted`);
    } catch (error) {
      const said = String(error).replaceAll(/\s+/g, " ").slice(0, 160);
      bench.report(`${one.label}: ${rival.name} does not answer: ${said}`);
    }
  }
  return answering;
}

async function timesOf(
  { bench, database, duckDb }: SqlSides,
  one: SqlCase,
  answering: readonly Answering[],
): Promise<CaseTimes> {
  bench.progress(one.label);
  const runs = new Map<string, () => Promise<number | undefined>>([
    [OURS, () => timed(() => wholeAnswer(database, one.sql))],
    [BARE, () => timed(() => duckDb.rows(one.sql))],
    ...answering.map(({ rival, rounds }) => {
      let turns = 0;
      const run = async () => {
        turns += 1;
        // The round before the first one that counts is a turn as well.
        return turns > rounds + 1 ? undefined : timed(() => rival.rows(sqlFor(rival, one)));
      };
      return [rival.name, run] as const;
    }),
  ]);
  const times = await takeTurns(bench.scale.rounds, runs, bench.signal);
  return {
    ours: times.get(OURS) ?? [],
    bare: times.get(BARE) ?? [],
    rivals: Object.fromEntries(
      answering.map(({ rival }) => [rival.name, times.get(rival.name) ?? []]),
    ),
  };
}

function sqlFor({ name }: Rival, { sql, roapiSql, chdbSql }: SqlCase): string {
  return (name === "roapi" ? roapiSql : chdbSql) ?? sql;
}

function lineOf(
  label: string,
  isEqual: boolean,
  { times, rivals }: { readonly times: CaseTimes; readonly rivals: readonly Rival[] },
): string {
  const median = (values: readonly number[]): string => quantile(values, 0.5).toFixed(1);
  const ratio = quantile(times.ours, 0.5) / quantile(times.bare, 0.5);
  const others = rivals.map(({ name }) => {
    const values = times.rivals[name];
    return values === undefined ? "-" : median(values);
  });
  const figures = [median(times.ours), median(times.bare), ratio.toFixed(2), ...others];
  return [label, isEqual ? "hash-equal" : "HASH-DIFFERENT", ...figures].join(" ");
}
