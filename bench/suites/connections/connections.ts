import type { Bench, Suite } from "../../bench.ts";
import { MariadbService } from "../../../test/connections/services/mariadb.ts";
import { PostgresService } from "../../../test/connections/services/postgres.ts";
import type { Measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { connect } from "./connect.ts";
import { measureCopy } from "./measure-copy.ts";
import { measureJoin } from "./measure-join.ts";
import { measureLookups } from "./measure-lookups.ts";
import { customers, ORDERS } from "./made-tables.ts";

/** Customers of a shop with so many orders; as `bench/data/orders.sql` has it. */
const ORDERS_PER_CUSTOMER = 20;

/** Tables of real servers: copied, looked up, and joined with managed tables. */
export const connections: Suite = {
  name: "connections",
  about:
    "Tables of PostgreSQL and MariaDB, on this machine: copied into Parquet files that are synced and committed, and read as they are.",
  baseline:
    "bare DuckDB with its own connectors: COPY to zstd Parquet, not synced, and the same join; for single rows, the driver `pg` alone",
  run: measureConnections,
};

async function* measureConnections(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench, {
    HOTDATA_CONNECTION_HOSTS: "127.0.0.1",
  });
  using api = new Api(server);
  yield* measurePostgres(bench, server, api);
  yield* measureMariadb(bench, api);
}

async function* measurePostgres(
  bench: Bench,
  server: BenchServer,
  api: Api,
): AsyncGenerator<Measurement> {
  const service = await started(bench, () =>
    PostgresService.start({ settings: { shared_buffers: "512MB", max_wal_size: "4GB" } }),
  );
  if (service === undefined) return;
  try {
    const { sourceRows, orderRows } = bench.scale;
    bench.progress(`${sourceRows.toLocaleString("en")} rows in PostgreSQL`);
    await service.sql(
      ...ORDERS.postgres(sourceRows),
      ...customers(Math.max(Math.floor(orderRows / ORDERS_PER_CUSTOMER), 1)),
    );
    const { host, port, database, reader: login } = service;
    const source = { kind: "postgres", host, port, database, login } as const;
    const connectionId = await connect(api, source, "pg");
    const parts = { bench, api, source, connectionId };
    yield* measureCopy(parts, { label: "PostgreSQL", schema: "public" });
    yield* measureLookups(parts);
    yield* measureJoin(parts, server);
  } finally {
    await service.stop();
  }
}

async function* measureMariadb(bench: Bench, api: Api): AsyncGenerator<Measurement> {
  const service = await started(bench, () => MariadbService.start());
  if (service === undefined) return;
  try {
    const { sourceRows } = bench.scale;
    bench.progress(`${sourceRows.toLocaleString("en")} rows in MariaDB`);
    await service.sql(...ORDERS.mysql(sourceRows));
    const { host, port, reader: login } = service;
    const source = { kind: "mysql", host, port, database: "shop", login } as const;
    const connectionId = await connect(api, source, "maria");
    yield* measureCopy({ bench, api, source, connectionId }, { label: "MariaDB", schema: "shop" });
  } finally {
    await service.stop();
  }
}

/** A server that is not installed is said, and left out. */
async function started<Service>(
  { report }: Bench,
  start: () => Promise<Service>,
): Promise<Service | undefined> {
  try {
    return await start();
  } catch (error) {
    report(String(error));
    return undefined;
  }
}
