import type { BareDuckDb } from "../../baseline/bare-duckdb.ts";
import type { Bench } from "../../bench.ts";
import type { BenchDatabase } from "../../server/bench-database.ts";

/** A statement as the server and bare DuckDB take it, and as others have to be asked. */
export interface SqlCase {
  /** Such as `q01`. */
  readonly label: string;
  readonly sql: string;
  /** Only where it differs. */
  readonly roapiSql?: string;
  readonly chdbSql?: string;
}

/** Another program that answers SQL over the same files. */
export interface Rival {
  readonly name: "roapi" | "chdb";
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
}

export interface SqlSides {
  readonly bench: Bench;
  readonly database: BenchDatabase;
  readonly duckDb: BareDuckDb;
  readonly rivals: readonly Rival[];
}
