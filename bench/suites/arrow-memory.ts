import type { FetchClientProcess } from "../fetch-client-process.ts";
import type { Bench } from "../bench.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { BenchServer } from "../server/bench-server.ts";
import { peakMemoryMb, treeMemoryMb } from "../server/tree-memory.ts";
import { eventsSql, resultCall, storedCall } from "./arrow-call.ts";

export interface MemorySides {
  readonly bench: Bench;
  readonly client: FetchClientProcess;
  readonly databaseId: string;
  readonly rowCount: number;
}

/**
 * Peak memory of the server's processes for one result size. Each figure comes from a server that
 * was just started, so that no earlier statement's memory is counted; nothing is timed meanwhile.
 */
export async function* measureMemory(sides: MemorySides): AsyncGenerator<Measurement> {
  const { bench, client, databaseId } = sides;
  const label = `${sides.rowCount.toLocaleString("en")} rows`;
  bench.progress(`${label}: memory`);
  let resultId = "";
  const whole = await peakOfFreshServer(bench, async (server) => {
    const call = resultCall(server, databaseId, eventsSql(sides.rowCount));
    ({ resultId } = await client.fetch(call));
  });
  const fetch = await peakOfFreshServer(bench, async (server) => {
    await client.fetch(storedCall(server, databaseId, resultId));
  });
  if (fetch === undefined || whole === undefined) {
    bench.progress("memory is not measured: this system has no /proc/<pid>/smaps_rollup");
    return;
  }
  yield measurement("arrow", { case: `${label}: peak memory of a GET`, unit: "MB", ...fetch });
  yield measurement("arrow", {
    case: `${label}: peak memory of submission and GET`,
    unit: "MB",
    ...whole,
  });
}

async function peakOfFreshServer(
  bench: Bench,
  work: (server: BenchServer) => Promise<void>,
): Promise<{ ours: number[]; baseline: number[] } | undefined> {
  await using server = await BenchServer.start(bench);
  const before = treeMemoryMb(server.pid);
  const peak = await peakMemoryMb(server.pid, () => work(server));
  if (before === undefined || peak === undefined) return undefined;
  return { ours: [peak], baseline: [before] };
}
