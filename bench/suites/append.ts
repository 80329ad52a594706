import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { timeSqliteInserts } from "../baseline/sqlite-inserts.ts";
import type { Bench, Suite } from "../bench.ts";
import { timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { readTableFiles, type TableFiles } from "../server/table-files.ts";
import { quantile } from "../spread.ts";

const CLIENTS = 10;
/** Appends at either end that are compared. */
const SAMPLE = 100;
const SETTLE_LIMIT_MS = 60_000;

/** One-row appends, and what is left of them after the server has merged their files. */
export const append: Suite = {
  name: "append",
  about: "One-row appends as inline data, whose small files are merged meanwhile.",
  baseline: "one-row INSERTs into a SQLite file with full sync, through node:sqlite",
  run: measureAppends,
};

async function* measureAppends(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  const inserts = await timeSqliteInserts(join(bench.folder, "bare.sqlite"), SAMPLE);
  for (const clients of [1, CLIENTS]) yield* measureClients({ bench, server, inserts }, clients);
}

interface Sides {
  readonly bench: Bench;
  readonly server: BenchServer;
  /** Milliseconds of the baseline's inserts. */
  readonly inserts: readonly number[];
}

async function* measureClients(sides: Sides, clients: number): AsyncGenerator<Measurement> {
  const { bench, server, inserts } = sides;
  const count = bench.scale.appends;
  const label = `${count.toLocaleString("en")} appends, ${clients} client${clients > 1 ? "s" : ""}`;
  bench.progress(label);
  using api = new Api(server);
  const database = await BenchDatabase.create(server, api);
  const started = performance.now();
  const times = await appendRows(sides, database, clients);
  const wholeMs = performance.now() - started;
  const ends = { first: times.slice(0, SAMPLE), last: times.slice(-SAMPLE) };
  for (const [name, sample] of Object.entries(ends)) {
    for (const [title, part] of [
      ["median", 0.5],
      ["95th percentile", 0.95],
    ] as const) {
      yield measurement("append", {
        case: `${label}: ${title} of the ${name} ${sample.length}`,
        unit: "ms",
        ours: [quantile(sample, part)],
        baseline: [quantile(inserts, part)],
      });
    }
  }
  const filesAtEnd = readTableFiles(server.dataDir, database.id);
  const settled = await settledFiles(sides, database.id);
  bench.report(`${label}: ${((count * 1000) / wholeMs).toFixed(0)} appends/s`);
  bench.report(`${label}: ${filesText(count, filesAtEnd, settled)}`);
  const queries = { "count(*)": "SELECT count(*) FROM events", ...filterQuery(count) };
  for (const [name, sql] of Object.entries(queries)) {
    const ours: number[] = [];
    for (let round = 0; round < bench.scale.rounds; round += 1) {
      ours.push(await timed(() => database.query(sql)));
    }
    yield measurement("append", { case: `${label}: then ${name}`, unit: "ms", ours });
  }
}

function filterQuery(count: number): Record<string, string> {
  return { "one row by id": `SELECT * FROM events WHERE id = ${Math.floor(count / 2)}` };
}

/** Milliseconds of each append, in the order in which they began. */
async function appendRows(
  { bench, server }: Sides,
  database: BenchDatabase,
  clients: number,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    using api = new Api(server);
    while (next < bench.scale.appends) {
      bench.signal.throwIfAborted();
      const id = next++;
      const data = `id,kind,amount\n${id},click,${id}.5\n`;
      times[id] = await timed(() => database.appendData(api, "events", data));
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return times;
}

/** The files once nothing more is merged. */
async function settledFiles({ server, bench }: Sides, databaseId: string): Promise<TableFiles> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (
    let before = -1;
    ;
    await sleep(1.5 * bench.scale.restMs, undefined, { signal: bench.signal })
  ) {
    const files = readTableFiles(server.dataDir, databaseId);
    if (files.snapshots === before || performance.now() > deadline) return files;
    before = files.snapshots;
  }
}

function filesText(appends: number, atEnd: TableFiles, settled: TableFiles): string {
  const { current, kept, currentBytes, keptBytes, catalogBytes, snapshots } = settled;
  return (
    `${appends} files written; ${atEnd.current} in the table at the end, ${current} once merged ` +
    `(${currentBytes} bytes); ${kept} files (${keptBytes} bytes) with those of ${snapshots} kept ` +
    `snapshots; catalog ${(catalogBytes / 1e6).toFixed(1)} MB`
  );
}
