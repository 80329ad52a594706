import { BareDuckDb } from "../../baseline/bare-duckdb.ts";
import type { Bench } from "../../bench.ts";
import { interleave, timed } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { readQueries } from "../../queries.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { loadMadeUp } from "../../server/load-made-up.ts";

const FIRST_AIM_MS = 100;
const REPEATED_AIM = 1.2;
/** What a dashboard shows, by names of files in `bench/queries`. */
const DASHBOARD: ReadonlySet<string> = new Set([
  "count",
  "group-by-few",
  "group-by-many",
  "string-search",
]);
const MAX_DASHBOARDS = 50;

/** A database that the server has not opened, with its Parquet files. */
interface ColdDatabase {
  readonly id: string;
  readonly files: readonly string[];
}

/** The first query of databases that nobody has asked yet, and a dashboard asked again and again. */
export async function* measureFirstQueries(bench: Bench): AsyncGenerator<Measurement> {
  const databases = await prepareDatabases(bench, bench.scale.rounds + 1);
  // Another server process: it has opened no database, as if it had evicted them all.
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const statements = await dashboardStatements();
  const ask = async (databaseId: string, sql: string): Promise<void> => {
    await api.call({ method: "POST", path: "/v1/query", databaseId, json: { sql } });
  };
  yield await measureFirst({ bench, ask, databases, statements });
  yield await measureRepeated({ bench, ask, databases, statements });
}

interface Sides {
  readonly bench: Bench;
  readonly ask: (databaseId: string, sql: string) => Promise<void>;
  readonly databases: readonly ColdDatabase[];
  readonly statements: readonly string[];
}

/** Forks have data files under names of their own: nothing that is kept of one helps another. */
async function prepareDatabases(bench: Bench, count: number): Promise<ColdDatabase[]> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const first = await BenchDatabase.create(server, api);
  await loadMadeUp({ bench, database: first }, "orders", bench.scale.lookupRows);
  const databases: ColdDatabase[] = [];
  for (let index = 0; index < count; index += 1) {
    const fork = await first.fork();
    databases.push({ id: fork.id, files: fork.dataFiles("orders") });
  }
  return databases;
}

async function dashboardStatements(): Promise<string[]> {
  const queries = await readQueries();
  return queries.filter(({ name }) => DASHBOARD.has(name)).map(({ sql }) => sql);
}

async function measureFirst({ bench, ask, databases, statements }: Sides): Promise<Measurement> {
  bench.progress("first queries");
  const [sql = ""] = statements;
  const ours = databases.values();
  const baseline = databases.values();
  const next = (of: typeof ours): ColdDatabase => {
    const { value } = of.next();
    if (value === undefined) throw new Error("there are fewer databases than rounds");
    return value;
  };
  const times = await interleave({
    rounds: bench.scale.rounds,
    ours: () => timed(() => ask(next(ours).id, sql)),
    baseline: () => timed(() => askNewDuckDb(bench, next(baseline), sql)),
    signal: bench.signal,
  });
  return measurement("start", {
    case: "first query of an evicted database",
    unit: "ms",
    ...times,
    aim: (ms) => ({ text: `${FIRST_AIM_MS} ms`, isMet: ms < FIRST_AIM_MS }),
  });
}

async function askNewDuckDb(bench: Bench, { files }: ColdDatabase, sql: string): Promise<void> {
  using duckDb = await BareDuckDb.open(bench);
  await duckDb.defineTable("orders", files);
  await duckDb.rows(sql);
}

async function measureRepeated(sides: Sides): Promise<Measurement> {
  const { bench, ask, databases, statements } = sides;
  bench.progress("a dashboard");
  const [database] = databases;
  if (database === undefined) throw new Error("there is no database");
  using duckDb = await BareDuckDb.open(bench);
  await duckDb.defineTable("orders", database.files);
  const all = (one: (sql: string) => Promise<unknown>) => async (): Promise<void> => {
    for (const sql of statements) await one(sql);
  };
  const times = await interleave({
    rounds: Math.min(bench.scale.smallQueryRounds, MAX_DASHBOARDS),
    ours: () => timed(all((sql) => ask(database.id, sql))),
    baseline: () => timed(all((sql) => duckDb.rows(sql))),
    signal: bench.signal,
  });
  return measurement("start", {
    case: `repeated dashboard of ${statements.length} queries`,
    unit: "ms",
    ...times,
    aim: (ms, bareMs) =>
      bareMs === undefined
        ? undefined
        : { text: `${REPEATED_AIM}x`, isMet: ms <= bareMs * REPEATED_AIM },
  });
}
