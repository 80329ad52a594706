import { rm } from "node:fs/promises";
import { join } from "node:path";
import { BareDuckDb } from "../baseline/bare-duckdb.ts";
import type { Bench } from "../bench.ts";
import type { BenchDatabase } from "./bench-database.ts";

/** Loads the rows of `bench/data/<name>.sql` into a table of that name; returns its Parquet files. */
export async function loadMadeUp(
  { bench, database }: { readonly bench: Bench; readonly database: BenchDatabase },
  name: string,
  rowCount: number,
): Promise<string[]> {
  bench.progress(`loading ${rowCount.toLocaleString("en")} rows of ${name}`);
  using duckDb = await BareDuckDb.open(bench);
  const path = join(bench.folder, `${name}.parquet`);
  await duckDb.generate(name, rowCount, { path, options: "FORMAT parquet" });
  await database.loadParquet(name, path);
  await rm(path);
  return database.dataFiles(name);
}
