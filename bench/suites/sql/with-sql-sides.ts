import { basename } from "node:path";
import { BareDuckDb } from "../../baseline/bare-duckdb.ts";
import { ChdbServer } from "../../baseline/chdb-server.ts";
import { RoapiServer } from "../../baseline/roapi-server.ts";
import type { Bench } from "../../bench.ts";
import type { Measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { measureSql } from "./measure-sql.ts";
import type { Rival, SqlCase } from "./sql-sides.ts";

export interface SqlSuite {
  readonly name: string;
  readonly cases: readonly SqlCase[];
  /** Writes one Parquet file for each table, named after it; returns their paths. */
  readonly write: (bench: Bench, duckDb: BareDuckDb) => Promise<readonly string[]>;
}

export const SQL_BASELINE =
  "the same SQL in bare DuckDB in this process, as views over the server's own Parquet files";

/** Loads the tables into the server; everybody else reads the files that it keeps of them. */
export async function* runSqlSuite(bench: Bench, suite: SqlSuite): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  using duckDb = await BareDuckDb.open(bench);
  const database = await BenchDatabase.create(server, api);
  bench.progress("loading");
  const tables = new Map<string, readonly string[]>();
  for (const path of await suite.write(bench, duckDb)) {
    const table = basename(path, ".parquet");
    await database.loadParquet(table, path);
    tables.set(table, database.dataFiles(table));
  }
  for (const [table, files] of tables) await duckDb.defineTable(table, files);
  await using roapi = await RoapiServer.start(bench, tables);
  await using chdb = await ChdbServer.start(bench, tables);
  const rivals: Rival[] = [
    ...(roapi === undefined ? [] : [named("roapi", roapi)]),
    ...(chdb === undefined ? [] : [named("chdb", chdb)]),
  ];
  yield* measureSql({ bench, database, duckDb, rivals }, suite.name, suite.cases);
  bench.print(`baseline: ${SQL_BASELINE}; ${await duckDb.settings()}`);
}

function named(name: Rival["name"], server: RoapiServer | ChdbServer): Rival {
  return { name, rows: (sql) => server.rows(sql) };
}
