import { join } from "node:path";
import type { CompatClient } from "./compat-client.ts";
import { runProcess } from "./run-process.ts";

/** More rows than a cut answer holds, so that a lost row shows. */
const ORDERS_ROWS = 12_000;
const LARGE_ROWS = 20_000;

/** What the Python cases are told, under the names they read. */
export interface Fixture {
  readonly host: string;
  readonly api_key: string;
  readonly workspace_id: string;
  readonly database_id: string;
  readonly connection_id: string;
  /** Where connections may read database files. */
  readonly source_folder: string;
  readonly orders_rows: number;
  readonly large_rows: number;
}

export interface FixtureOptions {
  readonly client: CompatClient;
  readonly url: string;
  readonly apiKey: string;
  /** A Python with pyarrow. */
  readonly python: string;
  /** Where the Parquet files are written. */
  readonly folder: string;
}

/** Loads the tables that the page's queries name: in a database, and where bare names resolve. */
export async function prepareFixture(options: FixtureOptions): Promise<Fixture> {
  const { client, folder, python } = options;
  const program = join(import.meta.dirname, "python", "make_parquet.py");
  const counts = [String(ORDERS_ROWS), String(LARGE_ROWS)];
  await runProcess(python, [program, folder, ...counts], { timeoutMs: 60_000 });
  const tables = [{ name: "orders" }, { name: "customers" }];
  const shop = await client.createDatabase("shop", [{ name: "public", tables }]);
  const own = await client.defaultDatabase();
  for (const table of ["orders", "large_table"]) {
    const path = join(folder, `${table}.parquet`);
    await client.loadParquet({ databaseId: shop.id, schema: "public", table }, path);
    await client.loadParquet({ databaseId: own.id, schema: own.schema, table }, path);
  }
  return {
    host: options.url,
    api_key: options.apiKey,
    workspace_id: await client.workspaceId(),
    database_id: shop.id,
    connection_id: shop.connectionId,
    source_folder: folder,
    orders_rows: ORDERS_ROWS,
    large_rows: LARGE_ROWS,
  };
}
