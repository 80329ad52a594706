import { cp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { BareDuckDb } from "../baseline/bare-duckdb.ts";
import type { Bench, Suite } from "../bench.ts";
import { timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { type DiskUsage, diskUsage } from "../server/disk-usage.ts";
import { quantile } from "../spread.ts";

const FORKS = 20;
const APPENDS = 20;
const AIM_MS = 20;
const TABLE = "measurements";
const SUMS = `SELECT count(*), sum(reading_id), sum(a % 1_000_003), sum(h % 1_000_003) FROM ${TABLE}`;
const DATA_FILE = /\/data\/.*\.parquet$/;

const answer = z.object({ rows: z.array(z.array(z.number())) });

/** Forks of one database, one after the other; each is on disk when the answer comes. */
export const fork: Suite = {
  name: "fork",
  about:
    "Twenty forks of a database with 20 appended files, one after the other, each on disk when the call returns; then equal sums after the source and a fork in between were deleted.",
  baseline: "a copy of the database's folder, not synced to disk",
  run: measureForks,
};

async function* measureForks(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const source = await BenchDatabase.create(server, api);
  await fill(source, bench);
  const databases = join(server.dataDir, "databases");
  const before = await settledUsage(databases, bench.scale.restMs);
  bench.report(`source bytes ${before.sizeBytes}, files ${before.fileCount}`);

  // The first one warms up and is dropped.
  await source.fork();
  const forks: BenchDatabase[] = [];
  const ours: number[] = [];
  for (let round = 0; round < FORKS; round += 1) {
    bench.signal.throwIfAborted();
    ours.push(await timed(async () => forks.push(await source.fork())));
  }
  const after = await diskUsage(databases, DATA_FILE);
  const [p50, p95] = [quantile(ours, 0.5), quantile(ours, 0.95)];
  bench.report(`${FORKS} forks: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  bench.report(`data bytes added ${after.sizeBytes - before.sizeBytes}`);
  const copy = join(bench.folder, "copy");
  const copyMs = await timed(() => cp(join(databases, source.id), copy, { recursive: true }));
  await compareSums(source, forks, bench);

  const files = `${before.fileCount} files, ${(before.sizeBytes / 1e6).toFixed(0)} MB`;
  yield measurement("fork", {
    case: `${FORKS} forks of ${files}: median`,
    unit: "ms",
    ours,
    baseline: [copyMs],
    aim: (oursMs) => ({ text: `${AIM_MS} ms`, isMet: oursMs <= AIM_MS }),
  });
  yield measurement("fork", {
    case: `${FORKS} forks of ${files}: 95th percentile`,
    unit: "ms",
    ours: [p95],
    baseline: [copyMs],
  });
}

/** The usage once nothing is compacted any more. */
async function settledUsage(folder: string, restMs: number): Promise<DiskUsage> {
  for (let before = await diskUsage(folder, DATA_FILE); ;) {
    await delay(restMs);
    const now = await diskUsage(folder, DATA_FILE);
    if (now.fileCount === before.fileCount && now.sizeBytes === before.sizeBytes) return now;
    before = now;
  }
}

/** Appends one file after the other, so that the table has as many data files. */
async function fill(source: BenchDatabase, bench: Bench): Promise<void> {
  using duckDb = await BareDuckDb.open(bench);
  const rowCount = Math.ceil(bench.scale.forkRows / APPENDS);
  bench.progress(`${APPENDS} appends of ${rowCount.toLocaleString("en")} rows`);
  const path = join(bench.folder, "measurements.parquet");
  await duckDb.generate("measurements", rowCount, { path, options: "FORMAT parquet" });
  const contentType = "application/vnd.apache.parquet";
  for (let append = 0; append < APPENDS; append += 1) {
    bench.signal.throwIfAborted();
    await source.append(TABLE, await source.upload({ path, contentType }));
  }
}

/** Deletes the source, then the fork whose fork is kept: what is left must answer the same. */
async function compareSums(
  source: BenchDatabase,
  [first, second]: readonly BenchDatabase[],
  { report }: Bench,
): Promise<void> {
  if (first === undefined || second === undefined) throw new Error("there are no forks");
  const expected = await sumsOf(source);
  const compare = async (database: BenchDatabase, when: string): Promise<void> => {
    const sums = await sumsOf(database);
    if (!isDeepStrictEqual(sums, expected)) throw new Error(`other sums ${when}: ${sums.join()}`);
    report(`equal sums ${when}: ${sums.join(", ")}`);
  };
  await source.delete();
  await compare(first, "after the source was deleted");
  const forkOfFork = await first.fork();
  await compare(forkOfFork, "in a fork of the fork");
  await first.delete();
  await compare(forkOfFork, "in it after that fork was deleted");
  await compare(second, "in another fork of the source");
}

async function sumsOf(database: BenchDatabase): Promise<readonly number[]> {
  return answer.parse(await database.query(SUMS)).rows[0] ?? [];
}
