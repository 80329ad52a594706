import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BareDuckDb, literal } from "../../baseline/bare-duckdb.ts";
import type { Bench } from "../../bench.ts";

const QUERIES = 50;
const queryRow = z.tuple([z.array(z.number())]);
const truthRow = z.tuple([z.array(z.coerce.number())]);

export interface MadeVectors {
  readonly count: number;
  /** Parquet file of `id` and `vector`. */
  readonly path: string;
  /** Vectors of the same kind that are not among them. */
  readonly queries: readonly (readonly number[])[];
  /** Ids of the ten nearest to each query: DuckDB compared all. */
  readonly truth: readonly (readonly number[])[];
}

export async function makeVectors(
  bench: Bench,
  { count, dimensions }: { readonly count: number; readonly dimensions: number },
): Promise<MadeVectors> {
  using duckDb = await BareDuckDb.open(bench);
  await duckDb.run(`SET VARIABLE dimensions = ${dimensions}`);
  await duckDb.run("SET VARIABLE first = 0");
  const path = join(bench.folder, "vectors.parquet");
  await duckDb.generate("vectors", count, { path, options: "FORMAT parquet" });
  const queryPath = join(bench.folder, "queries.parquet");
  await duckDb.run(`SET VARIABLE first = ${count}`);
  await duckDb.generate("vectors", QUERIES, { path: queryPath, options: "FORMAT parquet" });
  const typed = (file: string): string =>
    `(SELECT id, CAST(vector AS FLOAT[${dimensions}]) AS vector FROM read_parquet(${literal(file)}))`;
  const truth = await duckDb.rows(`
    SELECT min_by(t.id, array_distance(t.vector, q.vector), 10)
    FROM ${typed(path)} AS t, ${typed(queryPath)} AS q GROUP BY q.id ORDER BY q.id`);
  const queries = await duckDb.rows(
    `SELECT vector FROM read_parquet(${literal(queryPath)}) ORDER BY id`,
  );
  await rm(queryPath);
  return {
    count,
    path,
    queries: queries.map((row) => queryRow.parse(row)[0]),
    truth: truth.map((row) => truthRow.parse(row)[0]),
  };
}
