import { join } from "node:path";
import { BareDuckDb, literal } from "../bare-duckdb.ts";
import { compareEverywhere } from "../compare-everywhere.ts";
import type { CorpusClient, Dialect } from "../corpus-client.ts";
import { Tally } from "../tally.ts";
import { hitsSql } from "./hits-sql.ts";
import { CLICKBENCH_QUERIES } from "./queries.ts";

const DIALECTS: readonly Dialect[] = ["duckdb"];

/** The shapes of ClickBench over made-up rows, each answer in every format. */
export async function runClickBench(
  client: CorpusClient,
  folder: string,
  rowCount: number,
): Promise<Tally> {
  const tally = new Tally(`ClickBench's shapes, ${rowCount} rows`);
  const bare = await BareDuckDb.open();
  const databaseId = await client.createDatabase("clickbench");
  const path = join(folder, "hits.parquet");
  try {
    await bare.read(`COPY (${hitsSql(rowCount)}) TO ${literal(path)} (FORMAT parquet)`, 600_000);
    await bare.read(`CREATE TABLE hits AS FROM read_parquet(${literal(path)})`, 600_000);
    await client.loadParquet(databaseId, { schema: "main", table: "hits" }, path);
    const place = { bare, client, databaseId, tally };
    for (const [index, sql] of CLICKBENCH_QUERIES.entries()) {
      await compareEverywhere(place, { name: `query ${index}`, sql, keys: [] }, DIALECTS);
    }
    return tally;
  } finally {
    bare.close();
    await client.deleteDatabase(databaseId);
  }
}
