import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { FetchClientProcess } from "../fetch-client-process.ts";
import type { Transfer } from "../fetch-client-protocol.ts";
import { type BareDuckDb, parquetReader } from "../baseline/bare-duckdb.ts";
import { FileServerProcess } from "../baseline/file-server-process.ts";
import type { Bench } from "../bench.ts";
import { interleave, type Rounds, timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import type { BenchServer } from "../server/bench-server.ts";
import { eventsSql, resultCall } from "./arrow-call.ts";

const AIM_MB_PER_S = 200;

export interface TransferSides {
  readonly bench: Bench;
  readonly server: BenchServer;
  readonly duckDb: BareDuckDb;
  readonly client: FetchClientProcess;
  readonly databaseId: string;
  readonly rowCount: number;
}

/** What the baselines took for the same rows and for the same number of bytes. */
interface BareTransfer {
  readonly readResultMs: number;
  readonly runStatementMs: number;
  readonly fileMs: number;
}

/** Time and speed of one result size; every round runs the statement anew and fetches its result. */
export async function* measureTransfer(sides: TransferSides): AsyncGenerator<Measurement> {
  const { bench, client, duckDb, server, rowCount } = sides;
  bench.progress(`${rowCount.toLocaleString("en")} rows: transfer`);
  const sql = eventsSql(rowCount);
  const call = resultCall(server, sides.databaseId, sql);
  const first = await client.fetch(call);
  const resultPath = server.resultPath(first.resultId);
  const read = `SELECT * FROM ${parquetReader([resultPath])}`;
  await requireRowCount(duckDb, read, rowCount);
  const filePath = join(bench.folder, "body");
  await using files = await FileServerProcess.start(filePath, first.byteCount);
  const rounds = await interleave({
    rounds: bench.scale.rounds,
    ours: async () => {
      const transfer = await client.fetch(call);
      // The disk holds one result of a size at a time.
      await rm(server.resultPath(transfer.resultId));
      return transfer;
    },
    baseline: async () => ({
      readResultMs: await timed(() => duckDb.drain(read)),
      runStatementMs: await timed(() => duckDb.drain(sql)),
      fileMs: (await client.fetch({ url: files.url, headers: {}, path: "/" })).fetchMs,
    }),
    signal: bench.signal,
  });
  await rm(resultPath);
  yield* measurements(rounds, rowCount);
}

async function requireRowCount(duckDb: BareDuckDb, sql: string, wanted: number): Promise<void> {
  const rowCount = await duckDb.drain(sql);
  if (rowCount !== wanted) throw new Error(`the result has ${rowCount} rows instead of ${wanted}`);
}

function* measurements(
  { ours, baseline }: Rounds<Transfer, BareTransfer>,
  rowCount: number,
): Generator<Measurement> {
  const label = `${rowCount.toLocaleString("en")} rows`;
  const byteCount = ours[0]?.byteCount ?? 0;
  const speed = (ms: number): number => byteCount / 1e6 / (ms / 1e3);
  yield measurement("arrow", {
    case: `${label} (${(byteCount / 1e6).toFixed(0)} MB): GET to last byte`,
    unit: "ms",
    ours: ours.map((round) => round.fetchMs),
    baseline: baseline.map((round) => round.readResultMs),
  });
  yield measurement("arrow", {
    case: `${label}: GET to last byte`,
    unit: "MB/s",
    ours: ours.map((round) => speed(round.fetchMs)),
    baseline: baseline.map((round) => speed(round.fileMs)),
    aim: (mbPerS) => ({ text: `${AIM_MB_PER_S} MB/s`, isMet: mbPerS >= AIM_MB_PER_S }),
  });
  yield measurement("arrow", {
    case: `${label}: submission to last byte`,
    unit: "ms",
    ours: ours.map((round) => round.totalMs),
    baseline: baseline.map((round) => round.runStatementMs),
  });
}
