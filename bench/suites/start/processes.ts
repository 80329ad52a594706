import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "../../bench.ts";
import { ChildProgram } from "../../child-program.ts";
import { interleave } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { treeMemoryMb } from "../../server/tree-memory.ts";

const START_AIM_MS = 700;
const MEMORY_AIM_MB = 200;

interface Look {
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** Undefined where the system does not tell. */
  readonly memoryMb: number | undefined;
}

/** Processes that answer `SELECT 42` once: until when, and with how much memory they then rest. */
export async function* measureProcesses(bench: Bench): AsyncGenerator<Measurement> {
  bench.progress("starting processes in turn");
  const { ours, baseline } = await interleave({
    rounds: bench.scale.rounds,
    ours: () => lookAtServer(bench),
    baseline: () => lookAtBareDuckDb(bench),
    signal: bench.signal,
  });
  yield measurement("start", {
    case: "cold start to the first answer",
    unit: "ms",
    ours: ours.map(({ startMs }) => startMs),
    baseline: baseline.map(({ startMs }) => startMs),
    aim: (ms) => ({ text: `${START_AIM_MS} ms`, isMet: ms < START_AIM_MS }),
  });
  const memoryMb = ours.flatMap((look) => look.memoryMb ?? []);
  if (memoryMb.length === 0) return;
  yield measurement("start", {
    case: "memory at rest, all processes",
    unit: "MB",
    ours: memoryMb,
    baseline: baseline.flatMap((look) => look.memoryMb ?? []),
    aim: (mb) => ({ text: `${MEMORY_AIM_MB} MB`, isMet: mb < MEMORY_AIM_MB }),
  });
}

/** Starts on the same folder each time: the first start, which makes it, is not counted. */
async function lookAtServer(bench: Bench): Promise<Look> {
  const started = performance.now();
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  await api.call({ method: "POST", path: "/v1/query", json: { sql: "SELECT 42" } });
  const startMs = performance.now() - started;
  return { startMs, memoryMb: await memoryAtRest(bench, server.pid) };
}

async function lookAtBareDuckDb(bench: Bench): Promise<Look> {
  const started = performance.now();
  await using program = new ChildProgram("baseline/bare-start.ts");
  await program.next();
  const startMs = performance.now() - started;
  return { startMs, memoryMb: await memoryAtRest(bench, program.pid) };
}

async function memoryAtRest(bench: Bench, pid: number): Promise<number | undefined> {
  await delay(bench.scale.restMs, undefined, { signal: bench.signal });
  return treeMemoryMb(pid);
}
