import { join } from "node:path";
import { FetchClientProcess } from "../../fetch-client-process.ts";
import { BareDuckDb, literal } from "../../baseline/bare-duckdb.ts";
import { RoapiServer } from "../../baseline/roapi-server.ts";
import type { Bench, Suite } from "../../bench.ts";
import { takeTurns, timed } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { loadMadeUp } from "../../server/load-made-up.ts";
import { scope } from "../arrow-call.ts";
import { checkWhole } from "./check-whole.ts";
import { FETCH_FORMATS, type FetchFormat } from "./fetch-formats.ts";

const SQL = "SELECT * FROM events";

/** Nine mixed columns to the last byte in every format, by a raw client in another process. */
export const fetchSuite: Suite = {
  name: "fetch",
  about:
    "A million rows of nine mixed columns to the last byte, in every format, by a raw client in another process.",
  baseline:
    "bare DuckDB in this process: for Arrow it fetches the rows in chunks, for JSON and CSV it " +
    "writes them to a file; roapi beside it, from submission, since it keeps no results",
  run: measureFetches,
};

async function* measureFetches(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  using duckDb = await BareDuckDb.open(bench);
  await using client = new FetchClientProcess();
  const database = await BenchDatabase.create(server, api);
  const files = await loadMadeUp({ bench, database }, "events", bench.scale.fetchRows);
  await duckDb.defineTable("events", files);
  await using roapi = await RoapiServer.start(bench, new Map([["events", files]]));
  for (const format of FETCH_FORMATS) {
    await checkWhole({ database, duckDb }, SQL, format.name);
    yield* measureFormat({ bench, server, duckDb, client, databaseId: database.id, roapi }, format);
  }
}

interface Sides {
  readonly bench: Bench;
  readonly server: BenchServer;
  readonly duckDb: BareDuckDb;
  readonly client: FetchClientProcess;
  readonly databaseId: string;
  readonly roapi: RoapiServer | undefined;
}

/** Milliseconds; those who keep no result have no `fetchMs` of their own. */
interface Fetched {
  readonly totalMs: number;
  readonly fetchMs: number;
  readonly byteCount: number;
}

async function* measureFormat(sides: Sides, format: FetchFormat): AsyncGenerator<Measurement> {
  const { bench } = sides;
  const rows = `${bench.scale.fetchRows.toLocaleString("en")} rows as ${format.title}`;
  bench.progress(rows);
  const times = await takeTurns(bench.scale.rounds, contenders(sides, format), bench.signal);
  const of = (name: string, figure: keyof Fetched): number[] =>
    (times.get(name) ?? []).map((one) => one[figure]);
  const megabytes = ((of("ours", "byteCount")[0] ?? 0) / 1e6).toFixed(0);
  yield measurement("fetch", {
    case: `${rows} (${megabytes} MB): submission to last byte`,
    unit: "ms",
    ours: of("ours", "totalMs"),
    baseline: of("bare", "totalMs"),
    others: { roapi: of("roapi", "totalMs") },
    aim: (ms) => ({ text: `${format.totalAimMs} ms`, isMet: ms <= format.totalAimMs }),
  });
  const { fetchAimMs } = format;
  yield measurement("fetch", {
    case: `${rows}: fetch of the stored result`,
    unit: "ms",
    ours: of("ours", "fetchMs"),
    baseline: of("bare", "totalMs"),
    aim: (ms) =>
      fetchAimMs === undefined ? undefined : { text: `${fetchAimMs} ms`, isMet: ms <= fetchAimMs },
  });
}

function contenders(
  { bench, server, duckDb, client, databaseId, roapi }: Sides,
  format: FetchFormat,
): ReadonlyMap<string, () => Promise<Fetched>> {
  const headers = scope(server, databaseId);
  const ours = () => client.fetch({ url: server.url, headers, sql: SQL, format: format.name });
  const path = literal(join(bench.folder, `bare.${format.name}`));
  const bare = async (): Promise<Fetched> => {
    const { copyOptions } = format;
    const totalMs = await timed(() =>
      copyOptions === undefined
        ? duckDb.drain(SQL)
        : duckDb.run(`COPY (${SQL}) TO ${path} (${copyOptions})`),
    );
    return { totalMs, fetchMs: totalMs, byteCount: 0 };
  };
  const runs = new Map<string, () => Promise<Fetched>>([
    ["ours", ours],
    ["bare", bare],
  ]);
  if (roapi !== undefined) {
    const call = { url: roapi.url, headers: { accept: format.roapiType }, path: "/api/sql" };
    runs.set("roapi", () => client.fetch({ ...call, body: SQL }));
  }
  return runs;
}
