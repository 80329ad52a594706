import { BareDuckDb } from "../baseline/bare-duckdb.ts";
import type { Bench, Suite } from "../bench.ts";
import { interleave, timed } from "../interleave.ts";
import { type Aim, type Measurement, measurement } from "../measurement.ts";
import { type NamedQuery, readQueries } from "../queries.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { loadMadeUp } from "../server/load-made-up.ts";
import { isHashEqual } from "./sql/is-hash-equal.ts";

const SMALL_QUERY: NamedQuery = { name: "SELECT 42", sql: "SELECT 42" };
const RATIO_AIM = 1.2;
/** Below this, what a request costs outweighs the statement, and a ratio says little. */
const RATIO_AIM_ABOVE_MS = 50;
const SMALL_AIM_MS = 5;

/** Statements through HTTP, from the request to the parsed answer. */
export const query: Suite = {
  name: "query",
  about:
    "Statements over 10 million orders and their customers through HTTP, with history and a stored result each.",
  baseline: "the same SQL in bare in-process DuckDB over the server's own Parquet files",
  run: measureQueries,
};

interface Sides {
  readonly bench: Bench;
  readonly database: BenchDatabase;
  readonly duckDb: BareDuckDb;
}

async function* measureQueries(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  using duckDb = await BareDuckDb.open(bench);
  const database = await BenchDatabase.create(server, api);
  const sides = { bench, database, duckDb };
  yield await compare(sides, SMALL_QUERY, bench.scale.smallQueryRounds);
  await prepareTable(sides, "orders", bench.scale.orderRows);
  await prepareTable(sides, "customers", Math.max(1, Math.floor(bench.scale.orderRows / 20)));
  for (const one of await readQueries()) yield await compare(sides, one, bench.scale.rounds);
}

/** The same Parquet files on both sides: loaded by the server, then read where it keeps them. */
async function prepareTable(sides: Sides, name: string, rowCount: number): Promise<void> {
  await sides.duckDb.defineTable(name, await loadMadeUp(sides, name, rowCount));
}

async function compare(sides: Sides, { name, sql }: NamedQuery, rounds: number) {
  const { bench, database, duckDb } = sides;
  bench.progress(name);
  // A fast wrong answer must not pass for a good figure.
  if (!(await isHashEqual(sides, sql))) throw new Error(`${name}: other rows than bare DuckDB`);
  const { ours, baseline } = await interleave({
    rounds,
    ours: () => timed(() => database.query(sql)),
    baseline: () => timed(() => duckDb.rows(sql)),
    signal: bench.signal,
  });
  return measurement("query", { case: name, unit: "ms", ours, baseline, aim });
}

function aim(oursMs: number, baselineMs: number | undefined): Aim | undefined {
  if (baselineMs !== undefined && baselineMs >= RATIO_AIM_ABOVE_MS) {
    return { text: `${RATIO_AIM}x`, isMet: oursMs <= baselineMs * RATIO_AIM };
  }
  if (baselineMs !== undefined && baselineMs >= SMALL_AIM_MS) return undefined;
  return { text: `${SMALL_AIM_MS} ms`, isMet: oursMs <= SMALL_AIM_MS };
}
