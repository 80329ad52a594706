import { basename, join } from "node:path";
import { ensurePinnedEnvironment } from "../../compat/python-environment.ts";
import { BareDuckDb, literal } from "../bare-duckdb.ts";
import { compareEverywhere } from "../compare-everywhere.ts";
import type { CorpusClient, Dialect } from "../corpus-client.ts";
import { Tally } from "../tally.ts";
import { generateTpchTables } from "./generate-tables.ts";
import { TPCH_QUERIES } from "./queries.ts";

const DIALECTS: readonly Dialect[] = ["duckdb", "hotsql", "postgres"];

/** TPC-H at a scale factor: each query in three dialects, each answer in every format. */
export async function runTpch(client: CorpusClient, folder: string, scale: number): Promise<Tally> {
  const tally = new Tally(`TPC-H, scale factor ${scale}, in ${DIALECTS.join(", ")}`);
  const requirements = join(import.meta.dirname, "requirements.txt");
  const python = await ensurePinnedEnvironment("tpchgen", requirements);
  const files = await generateTpchTables(python, folder, scale);
  const bare = await BareDuckDb.open();
  const databaseId = await client.createDatabase("tpch");
  try {
    for (const path of files) {
      const table = basename(path, ".parquet");
      await bare.read(`CREATE TABLE ${table} AS FROM read_parquet(${literal(path)})`);
      await client.loadParquet(databaseId, { schema: "main", table }, path);
    }
    const place = { bare, client, databaseId, tally };
    for (const [index, query] of TPCH_QUERIES.entries()) {
      await compareEverywhere(place, { name: `Q${index + 1}`, ...query }, DIALECTS);
    }
    return tally;
  } finally {
    bare.close();
    await client.deleteDatabase(databaseId);
  }
}
