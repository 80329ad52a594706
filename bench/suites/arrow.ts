import { FetchClientProcess } from "../fetch-client-process.ts";
import { BareDuckDb } from "../baseline/bare-duckdb.ts";
import type { Bench, Suite } from "../bench.ts";
import type { Measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { loadMadeUp } from "../server/load-made-up.ts";
import { measureMemory } from "./arrow-memory.ts";
import { measureTransfer } from "./arrow-transfer.ts";

/** Stored results of nine columns fetched as Arrow by a client that drops the bytes. */
export const arrow: Suite = {
  name: "arrow",
  about:
    "Stored results of nine mixed columns, fetched as Arrow by a raw client in another process; and from submission to last byte.",
  baseline:
    "times: bare DuckDB fetching the same rows in chunks; MB/s: a plain node:http server sending a file of the same size; memory: the server at rest before",
  run: measureArrow,
};

async function* measureArrow(bench: Bench): AsyncGenerator<Measurement> {
  await using client = new FetchClientProcess();
  const databaseId = yield* measureTransfers(bench, client);
  for (const rowCount of bench.scale.resultRows) {
    yield* measureMemory({ bench, client, databaseId, rowCount });
  }
}

async function* measureTransfers(
  bench: Bench,
  client: FetchClientProcess,
): AsyncGenerator<Measurement, string> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  using duckDb = await BareDuckDb.open(bench);
  const database = await BenchDatabase.create(server, api);
  await prepareEvents(bench, database, duckDb);
  for (const rowCount of bench.scale.resultRows) {
    yield* measureTransfer({ bench, server, duckDb, client, databaseId: database.id, rowCount });
  }
  return database.id;
}

/** The same Parquet files on both sides; the results are taken from them. */
async function prepareEvents(
  bench: Bench,
  database: BenchDatabase,
  duckDb: BareDuckDb,
): Promise<void> {
  const rowCount = Math.max(...bench.scale.resultRows);
  await duckDb.defineTable("events", await loadMadeUp({ bench, database }, "events", rowCount));
}
