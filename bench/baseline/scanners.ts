import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bench } from "../bench.ts";
import { BareDuckDb, literal } from "./bare-duckdb.ts";
import { findPython, SCANNERS } from "./python-programs.ts";

export interface ScannedServer {
  readonly kind: "postgres" | "mysql";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly login: { readonly user: string; readonly password: string };
}

/** DuckDB with its own connector to a server, whose tables are in the catalog `source`. */
export async function openScanner(
  bench: Bench,
  server: ScannedServer,
): Promise<BareDuckDb | undefined> {
  const python = await findPython(bench, SCANNERS);
  if (python === undefined) return undefined;
  const file = `lib/python*/site-packages/duckdb_extension_${server.kind}_scanner/**/*.duckdb_extension`;
  const [found] = globSync(join(dirname(dirname(python)), file));
  if (found === undefined) throw new Error(`${SCANNERS.name} has no scanner of ${server.kind}`);
  const duckDb = await BareDuckDb.open(bench);
  try {
    await duckDb.run(`LOAD ${literal(found)}`);
    await duckDb.run(
      `ATTACH ${literal(addressOf(server))} AS source (TYPE ${server.kind}, READ_ONLY)`,
    );
    return duckDb;
  } catch (error) {
    duckDb[Symbol.dispose]();
    throw error;
  }
}

function addressOf({ kind, host, port, database, login }: ScannedServer): string {
  const name = kind === "postgres" ? "dbname" : "database";
  const { user, password } = login;
  return `host=${host} port=${port} user=${user} password=${password} ${name}=${database}`;
}
