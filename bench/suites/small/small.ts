import { join } from "node:path";
import { BareDuckDb } from "../../baseline/bare-duckdb.ts";
import { PostgresServer } from "../../baseline/postgres-server.ts";
import { RoapiServer } from "../../baseline/roapi-server.ts";
import type { Bench, Suite } from "../../bench.ts";
import { takeTurns } from "../../interleave.ts";
import { LoadClientProcess } from "../../load-client/load-client-process.ts";
import type { Measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { loadMadeUp } from "../../server/load-made-up.ts";
import { burstMeasurements } from "./burst-measurements.ts";
import { checkHistory } from "./check-history.ts";
import { type Contender, hotdata, postgres, postgresWithHistory, roapi } from "./contenders.ts";
import { prepareOrders } from "./prepare-orders.ts";
import { LOOKUP, SELECT_42, type Statements } from "./statements.ts";

const CLIENTS = [1, 10, 50];

/** Statements that take no time themselves, by many clients at once over kept connections. */
export const small: Suite = {
  name: "small",
  about:
    "`SELECT 42` and single rows by id, by clients in a process of their own over kept connections, with history and a stored result each. Afterwards the server is started anew, and history and results are counted.",
  baseline:
    "roapi over the same Parquet files, which keeps nothing; PostgreSQL beside it over its own " +
    "indexed table, with its plain answer and with one history row committed per query",
  run: measureSmall,
};

async function* measureSmall(bench: Bench): AsyncGenerator<Measurement> {
  const ours = yield* measureBursts(bench);
  // Another server process on the same folder: what is found now was on the disk.
  await using server = await BenchServer.start(bench);
  await checkHistory(bench, server, ours);
}

/** Returns how many requests the server answered, in which database. */
async function* measureBursts(
  bench: Bench,
): AsyncGenerator<Measurement, { databaseId: string; requests: number }> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const database = await BenchDatabase.create(server, api);
  const rowCount = bench.scale.lookupRows;
  const files = await loadMadeUp({ bench, database }, "orders", rowCount);
  await using roapiServer = await RoapiServer.start(bench, new Map([["orders", files]]));
  await using postgresServer = await PostgresServer.start(bench);
  if (postgresServer !== undefined) await preparePostgres(bench, postgresServer);
  const contenders = [
    hotdata(server, database.id),
    ...(roapiServer === undefined ? [] : [roapi(roapiServer)]),
    ...(postgresServer === undefined
      ? []
      : [postgres(postgresServer), postgresWithHistory(postgresServer)]),
  ];
  await using client = new LoadClientProcess();
  let requests = 0;
  for (const statements of [SELECT_42, LOOKUP]) {
    for (const clients of CLIENTS) {
      const bursts = await burstsOf({ bench, client, contenders }, statements, clients);
      requests += bursts.ownRequests;
      yield* burstMeasurements(bench, `${statements.name}, ${clientsText(clients)}`, bursts.values);
    }
  }
  return { databaseId: database.id, requests };
}

interface Sides {
  readonly bench: Bench;
  readonly client: LoadClientProcess;
  readonly contenders: readonly Contender[];
}

async function burstsOf(sides: Sides, statements: Statements, clients: number) {
  const { bench, client, contenders } = sides;
  bench.progress(`${statements.name}, ${clientsText(clients)}`);
  let ownRequests = 0;
  const runs = contenders.map((contender) => {
    const requests = contender.requests(statements, bench.scale.lookupRows);
    const call = { target: contender.target, clients, requests, forMs: bench.scale.burstMs };
    const run = async () => {
      const burst = await client.run(call);
      if (contender.isOurs) ownRequests += burst.latenciesMs.length + burst.errors;
      return burst;
    };
    return [contender.name, run] as const;
  });
  const values = await takeTurns(bench.scale.rounds, new Map(runs), bench.signal);
  return { values, ownRequests };
}

async function preparePostgres(bench: Bench, server: PostgresServer): Promise<void> {
  using duckDb = await BareDuckDb.open(bench);
  bench.progress("filling PostgreSQL");
  const path = join(server.folder, "orders.csv");
  await duckDb.generate("orders", bench.scale.lookupRows, { path, options: "FORMAT csv, HEADER" });
  await prepareOrders(server, path);
}

function clientsText(clients: number): string {
  return `${clients} client${clients > 1 ? "s" : ""}`;
}
