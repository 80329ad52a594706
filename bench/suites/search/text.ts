import { join } from "node:path";
import { PostgresSearch } from "../../baseline/postgres-search.ts";
import { PostgresServer } from "../../baseline/postgres-server.ts";
import { SqliteSearch } from "../../baseline/sqlite-search.ts";
import type { Bench } from "../../bench.ts";
import { takeTurns, timed } from "../../interleave.ts";
import { LoadClientProcess } from "../../load-client/load-client-process.ts";
import type { LoadAnswer } from "../../load-client/protocol.ts";
import { type Aim, type Measurement, measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { buildIndex } from "../../server/bench-index.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { diskUsage } from "../../server/disk-usage.ts";
import { peakMemoryMb, treeMemoryMb } from "../../server/tree-memory.ts";
import { quantile } from "../../spread.ts";
import { checkScores } from "./check-scores.ts";
import { Documents } from "./documents.ts";
import { measureTextDelay } from "./text-delay.ts";
import { postgresBursts, sqliteBursts, textBursts } from "./text-bursts.ts";
import { realTexts } from "./word-net.ts";

const QUERIES = 500;
const CLIENTS = [1, 10];
const ROUNDS = 3;
const TABLE = "docs";

export interface TextSides {
  readonly bench: Bench;
  readonly server: BenchServer;
  readonly api: Api;
  readonly database: BenchDatabase;
  readonly sqlite: SqliteSearch;
  readonly postgres: PostgresServer | undefined;
  readonly documents: Documents;
  /** How the case is called. */
  readonly label: string;
}

export async function* measureText(bench: Bench): AsyncGenerator<Measurement> {
  const texts = await realTexts(bench);
  await using postgres = await PostgresServer.start(bench);
  for (const count of bench.scale.searchDocs) {
    const documents = new Documents(texts, count);
    const label = `${documents.count.toLocaleString("en")} documents`;
    bench.progress(label);
    const folder = join(bench.folder, `text-${count}`);
    await using server = await BenchServer.start({ ...bench, folder });
    using api = new Api(server);
    const database = await BenchDatabase.create(server, api);
    const entries = documents.entries();
    using sqlite = new SqliteSearch(join(bench.folder, `${count}.sqlite`), entries);
    yield* measureOne({ bench, server, api, database, sqlite, postgres, documents, label });
  }
}

async function* measureOne(sides: TextSides): AsyncGenerator<Measurement> {
  yield* measureBuild(sides);
  const queries = sides.documents.queries(QUERIES);
  await checkScores(sides, queries);
  await using client = new LoadClientProcess();
  for (const clients of CLIENTS) yield* measureQueries(sides, { client, clients, queries });
  yield* measureTextDelay(sides);
}

async function* measureBuild(sides: TextSides): AsyncGenerator<Measurement> {
  const { bench, server, api, database, sqlite, postgres, documents, label } = sides;
  const path = join(bench.folder, `${documents.count}.csv`);
  await documents.writeCsv(path);
  bench.progress(`${label}: loading`);
  await database.load(TABLE, await database.upload({ path, contentType: "text/csv" }));
  bench.progress(`${label}: indexing`);
  const wanted = { table: TABLE, column: "body", type: "bm25" } as const;
  let oursMs = 0;
  const peakMb = await peakMemoryMb(server.pid, async () => {
    oursMs = await timed(() => buildIndex(api, database, wanted));
  });
  const ours = await diskUsage(join(server.dataDir, "databases", database.id, "indexes"));
  let sqliteBytes = 0;
  const sqliteMs = await timed(async () => (sqliteBytes = sqlite.build()));
  const peer = await buildPostgres(postgres, path);
  yield measurement("search", {
    case: `${label}: build`,
    unit: "ms",
    ours: [oursMs],
    baseline: [sqliteMs],
    others: { PostgreSQL: peer.ms },
  });
  yield measurement("search", {
    case: `${label}: index on disk`,
    unit: "MB",
    ours: [ours.sizeBytes / 1e6],
    baseline: [sqliteBytes / 1e6],
    others: { PostgreSQL: peer.bytes.map((bytes) => bytes / 1e6) },
  });
  if (peakMb === undefined) return;
  yield measurement("search", {
    case: `${label}: memory of all processes, most while it builds`,
    unit: "MB",
    ours: [peakMb],
    others: { PostgreSQL: peer.peakMb },
  });
}

/** Figures in lists, which are empty without PostgreSQL. */
async function buildPostgres(postgres: PostgresServer | undefined, csvPath: string) {
  if (postgres === undefined) return { ms: [], bytes: [], peakMb: [] };
  const peer = new PostgresSearch(postgres);
  await peer.load(csvPath);
  let [ms, bytes] = [0, 0];
  const peakMb = await peakMemoryMb(postgres.pid, async () => {
    ms = await timed(async () => (bytes = await peer.build()));
  });
  return { ms: [ms], bytes: [bytes], peakMb: peakMb === undefined ? [] : [peakMb] };
}

interface Asked {
  readonly client: LoadClientProcess;
  readonly clients: number;
  readonly queries: readonly (readonly string[])[];
}

async function* measureQueries(
  sides: TextSides,
  { client, clients, queries }: Asked,
): AsyncGenerator<Measurement> {
  const { bench, server, postgres, sqlite, documents } = sides;
  const label = `${sides.label}, ${clients} client${clients > 1 ? "s" : ""}`;
  bench.progress(label);
  const call = { clients, forMs: bench.scale.searchMs };
  const runs = new Map<string, () => Promise<LoadAnswer>>([
    ["ours", () => client.run({ ...textBursts(sides, queries), ...call })],
    ["sqlite", () => sqliteBursts(sqlite, queries, call.forMs)],
  ]);
  if (postgres !== undefined) {
    runs.set("postgres", () => client.run({ ...postgresBursts(postgres, queries), ...call }));
  }
  const answers = await takeTurns(Math.min(ROUNDS, bench.scale.rounds), runs, bench.signal);
  for (const [name, all] of answers) {
    const error = all.find(({ firstError }) => firstError !== null)?.firstError;
    if (error !== undefined) throw new Error(`${label}: ${name}: ${error}`);
  }
  const memoryMb = treeMemoryMb(server.pid);
  if (memoryMb !== undefined) bench.report(`${label}: memory afterwards ${memoryMb.toFixed(0)} MB`);
  const figures = (of: (answer: LoadAnswer) => number) => ({
    ours: (answers.get("ours") ?? []).map(of),
    baseline: (answers.get("sqlite") ?? []).map(of),
    others: { PostgreSQL: (answers.get("postgres") ?? []).map(of) },
  });
  yield measurement("search", {
    case: `${label}: median`,
    unit: "ms",
    ...figures(({ latenciesMs }) => quantile(latenciesMs, 0.5)),
    ...(clients === 1 ? { aim: medianAim } : {}),
  });
  yield measurement("search", {
    case: `${label}: queries a second`,
    unit: "1/s",
    ...figures(({ latenciesMs, wholeMs }) => (latenciesMs.length / wholeMs) * 1_000),
    ...(clients > 1 && documents.count <= 130_000 ? { aim: rateAim } : {}),
  });
}

function medianAim(ms: number): Aim {
  return { text: "10 ms", isMet: ms < 10 };
}

function rateAim(rate: number): Aim {
  return { text: "470", isMet: rate > 470 };
}
