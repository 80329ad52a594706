import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BareDuckDb } from "../baseline/bare-duckdb.ts";
import type { Bench, Suite } from "../bench.ts";
import { interleave, timed } from "../interleave.ts";
import { type Aim, type Measurement, measurement } from "../measurement.ts";
import { type NamedQuery, readQueries } from "../queries.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";

const SMALL_QUERY: NamedQuery = { name: "SELECT 42", sql: "SELECT 42" };
const RATIO_AIM = 1.2;
/** Below this, what a request costs outweighs the statement, and a ratio says little. */
const RATIO_AIM_ABOVE_MS = 50;
const SMALL_AIM_MS = 5;

const answered = z.object({ total_row_count: z.number() });

/** Statements through HTTP, from the request to the parsed answer. */
export const query: Suite = {
  name: "query",
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
  const { bench, database, duckDb } = sides;
  bench.progress(`loading ${rowCount.toLocaleString("en")} rows of ${name}`);
  const path = join(bench.folder, `${name}.parquet`);
  await duckDb.generate(name, rowCount, { path, options: "FORMAT parquet" });
  const file = { path, contentType: "application/vnd.apache.parquet" };
  await database.load(name, await database.upload(file));
  await rm(path);
  await duckDb.defineTable(name, database.dataFiles(name));
}

async function compare(sides: Sides, { name, sql }: NamedQuery, rounds: number) {
  const { bench, database, duckDb } = sides;
  bench.progress(name);
  await requireSameRowCount(sides, { name, sql });
  const { ours, baseline } = await interleave({
    rounds,
    ours: () => timed(() => database.query(sql)),
    baseline: () => timed(() => duckDb.rows(sql)),
    signal: bench.signal,
  });
  return measurement("query", { case: name, unit: "ms", ours, baseline, aim });
}

/** A fast wrong answer must not pass for a good figure. */
async function requireSameRowCount(sides: Sides, { name, sql }: NamedQuery): Promise<void> {
  const ours = answered.parse(await sides.database.query(sql)).total_row_count;
  const bare = (await sides.duckDb.rows(sql)).length;
  if (ours !== bare) throw new Error(`${name}: ${ours} rows, but bare DuckDB has ${bare}`);
}

function aim(oursMs: number, baselineMs: number | undefined): Aim | undefined {
  if (baselineMs !== undefined && baselineMs >= RATIO_AIM_ABOVE_MS) {
    return { text: `${RATIO_AIM}x`, isMet: oursMs <= baselineMs * RATIO_AIM };
  }
  if (baselineMs !== undefined && baselineMs >= SMALL_AIM_MS) return undefined;
  return { text: `${SMALL_AIM_MS} ms`, isMet: oursMs <= SMALL_AIM_MS };
}
