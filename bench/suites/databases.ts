import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Bench, Suite } from "../bench.ts";
import { timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { diskUsage } from "../server/disk-usage.ts";
import { treeMemoryMb } from "../server/tree-memory.ts";
import { quantile } from "../spread.ts";

const submitted = z.object({ batch_id: z.string(), job_id: z.string() });
const job = z.object({ status: z.string() });
const POLL_MS = 20;
/** As many as a run of the suite `create` makes, and no more than this. */
const CREATIONS = 100;

/** One server with many databases: what they cost when it starts, runs and makes another one. */
export const databases: Suite = {
  name: "databases",
  about:
    "One server with many databases that were made in bulk: they have no catalog file before they are first loaded.",
  baseline: "the same server with its first database only",
  run: measureMany,
};

interface Look {
  readonly startMs: number;
  readonly memoryMb: number | undefined;
  readonly creationMs: readonly number[];
  readonly diskBytes: number;
}

async function* measureMany(bench: Bench): AsyncGenerator<Measurement> {
  const few = await look(bench);
  const count = bench.scale.manyDatabases;
  bench.progress(`${count.toLocaleString("en")} databases in bulk`);
  const bulk = await measureBulk(bench, count);
  const many = await look(bench);
  const perDatabase = (many.diskBytes - few.diskBytes) / count;
  bench.report(`disk bytes per database of a batch: ${Math.round(perDatabase)}`);

  const name = "databases";
  const all = `${count.toLocaleString("en")} databases`;
  yield measurement(name, { case: `${all}: made in bulk`, unit: "ms", ours: [bulk.createMs] });
  yield measurement(name, { case: `${all}: deleted in bulk`, unit: "ms", ours: [bulk.deleteMs] });
  yield measurement(name, {
    case: `${all}: start of the server`,
    unit: "ms",
    ours: [many.startMs],
    baseline: [few.startMs],
  });
  if (many.memoryMb !== undefined && few.memoryMb !== undefined) {
    const memory = { ours: [many.memoryMb], baseline: [few.memoryMb] };
    yield measurement(name, { case: `${all}: memory at rest`, unit: "MB", ...memory });
  }
  yield measurement(name, {
    case: `${all}: create another, median`,
    unit: "ms",
    ours: many.creationMs,
    baseline: few.creationMs,
  });
  yield measurement(name, {
    case: `${all}: create another, 95th percentile`,
    unit: "ms",
    ours: [quantile(many.creationMs, 0.95)],
    baseline: [quantile(few.creationMs, 0.95)],
  });
  const disk = { ours: [many.diskBytes / 1e6], baseline: [few.diskBytes / 1e6] };
  yield measurement(name, { case: `${all}: disk`, unit: "MB", ...disk });
}

/** Starts the server on what is there, and makes and deletes databases one after the other. */
async function look(bench: Bench): Promise<Look> {
  bench.signal.throwIfAborted();
  const started = performance.now();
  await using server = await BenchServer.start(bench);
  const startMs = performance.now() - started;
  await delay(bench.scale.restMs, undefined, { signal: bench.signal });
  const memoryMb = treeMemoryMb(server.pid);
  const { allocatedBytes } = await diskUsage(join(bench.folder, "server"));
  using api = new Api(server);
  const made: BenchDatabase[] = [];
  const creationMs: number[] = [];
  for (let round = 0; round < Math.min(CREATIONS, bench.scale.databases); round += 1) {
    creationMs.push(await timed(async () => made.push(await BenchDatabase.create(server, api))));
  }
  for (const database of made) await database.delete();
  return { startMs, memoryMb, creationMs, diskBytes: allocatedBytes };
}

/** Makes one batch that stays, after another one that shows how long deleting takes. */
async function measureBulk(bench: Bench, count: number) {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const doomed = await makeBatch(api, count);
  const path = `/v1/databases/bulk/${doomed}`;
  const deleteMs = await timed(() => api.call({ method: "DELETE", path }));
  const createMs = await timed(() => makeBatch(api, count));
  return { createMs, deleteMs };
}

async function makeBatch(api: Api, count: number): Promise<string> {
  const json = { count, name_template: "tenant {index}", schemas: [{ name: "public" }] };
  const call = { method: "POST", path: "/v1/databases/bulk", json } as const;
  const { batch_id: batchId, job_id: jobId } = submitted.parse(await api.call(call));
  for (;;) {
    const answer = await api.call({ method: "GET", path: `/v1/jobs/${jobId}` });
    const { status } = job.parse(answer);
    if (status === "succeeded") return batchId;
    if (status !== "pending" && status !== "running") throw new Error(`the batch ended ${status}`);
    await delay(POLL_MS);
  }
}
