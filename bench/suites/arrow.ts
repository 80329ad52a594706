import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ArrowClientProcess } from "../arrow-client-process.ts";
import type { ClientCall, Transfer } from "../arrow-client-protocol.ts";
import { BareDuckDb, parquetReader } from "../baseline/bare-duckdb.ts";
import { FileServerProcess } from "../baseline/file-server-process.ts";
import type { Bench, Suite } from "../bench.ts";
import { interleave, type Rounds, timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase, type StoredResult } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { peakMemoryMb, treeMemoryMb } from "../server/tree-memory.ts";

const AIM_MB_PER_S = 200;

/** Stored results of nine columns fetched as Arrow by a client that drops the bytes. */
export const arrow: Suite = {
  name: "arrow",
  baseline:
    "times: bare DuckDB fetches the same rows in chunks; MB/s: a plain node:http server sends a file of the same size; memory: before the first fetch",
  run: measureArrow,
};

interface Sides {
  readonly bench: Bench;
  readonly server: BenchServer;
  readonly database: BenchDatabase;
  readonly duckDb: BareDuckDb;
  readonly client: ArrowClientProcess;
}

async function* measureArrow(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  using duckDb = await BareDuckDb.open(bench);
  await using client = new ArrowClientProcess();
  const database = await BenchDatabase.create(server, api);
  const sides = { bench, server, database, duckDb, client };
  await prepareEvents(sides);
  for (const rowCount of bench.scale.resultRows) yield* measureSize(sides, rowCount);
}

async function prepareEvents({ bench, database, duckDb }: Sides): Promise<void> {
  const rowCount = Math.max(...bench.scale.resultRows);
  bench.progress(`loading ${rowCount.toLocaleString("en")} rows of events`);
  const path = join(bench.folder, "events.parquet");
  await duckDb.generate("events", rowCount, { path, options: "FORMAT parquet" });
  const file = { path, contentType: "application/vnd.apache.parquet" };
  await database.load("events", await database.upload(file));
  await rm(path);
  await duckDb.defineTable("events", database.dataFiles("events"));
}

async function* measureSize(sides: Sides, rowCount: number): AsyncGenerator<Measurement> {
  const label = `${rowCount.toLocaleString("en")} rows`;
  sides.bench.progress(label);
  const sql = `SELECT * FROM events WHERE id < ${rowCount}`;
  const result = await sides.database.store(sql);
  if (result.rowCount !== rowCount) throw new Error(`the result has ${result.rowCount} rows`);
  yield* measureMemory(sides, result, label);
  yield* measureTransfer(sides, { result, label, sql });
}
