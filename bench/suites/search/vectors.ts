import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { runVectorPeers, type VectorPeer } from "../../baseline/vector-peers.ts";
import type { Bench } from "../../bench.ts";
import { timed } from "../../interleave.ts";
import { type Aim, type Measurement, measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { buildIndex } from "../../server/bench-index.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { diskUsage } from "../../server/disk-usage.ts";
import { peakMemoryMb, treeMemoryMb } from "../../server/tree-memory.ts";
import { delayAim } from "./text-delay.ts";
import { makeVectors, type MadeVectors } from "./made-vectors.ts";

const K = 10;
const APPENDS = 20;
const FIRST_ID = 100_000_000;
const answer = z.object({ rows: z.array(z.array(z.unknown())) });
/** Named by the baseline column; the others have their own. */
const BASELINE = "faiss IVF";
/** Compares all, and so has a place in one line only. */
const FLAT = "faiss exact";

const NEAREST = `SELECT id FROM vector_search_vector('default.main.vectors', 'vector', $1, ${K}) ORDER BY _distance`;
const BY_DISTANCE = `SELECT id FROM default.main.vectors ORDER BY l2_distance(vector, $1) LIMIT ${K}`;

interface VectorSides {
  readonly bench: Bench;
  readonly server: BenchServer;
  readonly api: Api;
  readonly database: BenchDatabase;
  readonly made: MadeVectors;
  readonly label: string;
}

export async function* measureVectors(bench: Bench): AsyncGenerator<Measurement> {
  for (const { count, dimensions } of bench.scale.searchVectors) {
    const label = `${count.toLocaleString("en")} vectors of ${dimensions.toLocaleString("en")}`;
    bench.progress(`${label}: making them`);
    const folder = join(bench.folder, `vectors-${count}-${dimensions}`);
    await using server = await BenchServer.start({ ...bench, folder });
    using api = new Api(server);
    const database = await BenchDatabase.create(server, api);
    const made = await makeVectors({ ...bench, folder }, { count, dimensions });
    yield* measureOne({ bench, server, api, database, made, label });
  }
}

async function* measureOne(sides: VectorSides): AsyncGenerator<Measurement> {
  const { bench, server, api, database, made, label } = sides;
  bench.progress(`${label}: loading`);
  await database.loadParquet("vectors", made.path);
  bench.progress(`${label}: indexing`);
  let buildMs = 0;
  const peakMb = await peakMemoryMb(server.pid, async () => {
    const wanted = { table: "vectors", column: "vector", type: "vector" } as const;
    buildMs = await timed(() => buildIndex(api, database, wanted));
  });
  const { sizeBytes } = await diskUsage(join(server.dataDir, "databases", database.id, "indexes"));
  bench.report(`${label}: index on disk ${(sizeBytes / 1e6).toFixed(0)} MB`);
  const ours = await askAll(sides, NEAREST);
  const memoryMb = treeMemoryMb(server.pid);
  const byDistance = await askAll(sides, BY_DISTANCE);
  bench.progress(`${label}: peers`);
  const peers = await runVectorPeers(bench, made);
  for (const { name, setting } of peers) {
    if (setting !== null) bench.report(`${label}: ${name} looks through ${setting} in a query`);
  }
  const figures = (of: (peer: VectorPeer) => readonly number[]) => ({
    ...baselineOf(peers, of),
    others: Object.fromEntries(
      peers
        .filter(({ name }) => name !== BASELINE && name !== FLAT)
        .map((peer) => [peer.name, of(peer)]),
    ),
  });
  yield measurement("search", {
    case: `${label}: build`,
    unit: "ms",
    ours: [buildMs],
    ...figures(({ build_ms: ms }) => [ms]),
  });
  if (peakMb !== undefined && memoryMb !== undefined) {
    bench.report(`${label}: memory of all processes, most while it builds ${peakMb.toFixed(0)} MB`);
    yield measurement("search", {
      case: `${label}: memory of all processes; of peers, what it grew by`,
      unit: "MB",
      ours: [memoryMb],
      ...figures(({ memory_mb: mb }) => [mb]),
    });
  }
  yield measurement("search", {
    case: `${label}: median`,
    unit: "ms",
    ours: ours.latenciesMs,
    ...figures(({ latencies_ms: ms }) => ms),
    aim: below(20),
  });
  yield measurement("search", {
    case: `${label}: recall@${K}`,
    unit: "of 1",
    ours: [ours.recall],
    ...figures(({ recall }) => [recall]),
    aim: (recall) => ({ text: "0.95", isMet: recall >= 0.95 }),
  });
  const flat = peers.find(({ name }) => name === FLAT);
  bench.report(`${label}: ORDER BY l2_distance: recall@${K} ${byDistance.recall}`);
  yield measurement("search", {
    case: `${label}: ORDER BY l2_distance, median`,
    unit: "ms",
    ours: byDistance.latenciesMs,
    ...(flat === undefined ? {} : { baseline: flat.latencies_ms }),
  });
  yield await measureDelay(sides);
}

function baselineOf(
  peers: readonly VectorPeer[],
  of: (peer: VectorPeer) => readonly number[],
): { readonly baseline?: readonly number[] } {
  const peer = peers.find(({ name }) => name === BASELINE);
  return peer === undefined ? {} : { baseline: of(peer) };
}

function below(limit: number): (ms: number) => Aim {
  return (ms) => ({ text: `${limit} ms`, isMet: ms < limit });
}

/** Every query once after a first round that warms up, and which share of the nearest it found. */
async function askAll(sides: VectorSides, sql: string) {
  const { bench, made } = sides;
  bench.progress(`${sides.label}: queries`);
  const latenciesMs: number[] = [];
  let found = 0;
  for (const isTimed of [false, true]) {
    for (const [index, query] of made.queries.entries()) {
      bench.signal.throwIfAborted();
      let ids: readonly number[] = [];
      const ms = await timed(async () => (ids = await nearest(sides, sql, query)));
      if (!isTimed) continue;
      latenciesMs.push(ms);
      const truth = new Set(made.truth[index]);
      found += ids.filter((id) => truth.has(id)).length;
    }
  }
  return { latenciesMs, recall: found / (K * made.queries.length) };
}

async function nearest(
  { api, database }: VectorSides,
  sql: string,
  query: readonly number[],
): Promise<readonly number[]> {
  const parameters = [{ type: "FLOAT[]", value: `[${query.join(", ")}]` }];
  const json = { sql, parameters };
  const call = { method: "POST", path: "/v1/query", databaseId: database.id, json } as const;
  return answer.parse(await api.call(call)).rows.map(([id]) => Number(id));
}

async function measureDelay(sides: VectorSides): Promise<Measurement> {
  const { bench, database, made, label } = sides;
  bench.progress(`${label}: one-row appends`);
  const times: number[] = [];
  const [path, contentType] = [join(bench.folder, "row.json"), "application/x-ndjson"];
  for (let turn = 0; turn < APPENDS; turn += 1) {
    bench.signal.throwIfAborted();
    const id = FIRST_ID + turn;
    const vector = (made.queries[0] ?? []).map((number) => number + 10 + turn);
    await writeFile(path, `${JSON.stringify({ id, vector })}\n`);
    await database.append("vectors", await database.upload({ path, contentType }));
    times.push(
      await timed(async () => {
        const [first] = await nearest(sides, NEAREST, vector);
        if (first !== id) throw new Error(`the new vector ${turn} is not found`);
      }),
    );
  }
  return measurement("search", {
    case: `${label}: from a one-row append to its hit`,
    unit: "ms",
    ours: times,
    aim: delayAim,
  });
}
