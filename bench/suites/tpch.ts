import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { generateTpchTables } from "../../test/corpora/tpch/generate-tables.ts";
import { TPCH_QUERIES } from "../../test/corpora/tpch/queries.ts";
import { type BareDuckDb, literal } from "../baseline/bare-duckdb.ts";
import { findPython, TPCHGEN } from "../baseline/python-programs.ts";
import type { Bench, Suite } from "../bench.ts";
import { MADE_UP_TPCH_TABLES } from "../data/tpch/made-up-tables.ts";
import { runSqlSuite, SQL_BASELINE } from "./sql/with-sql-sides.ts";

/** The 22 queries of TPC-H, each answer compared by the hash of all its rows. */
export const tpch: Suite = {
  name: "tpch",
  about:
    "TPC-H's 22 queries at scale factor 1 through HTTP, with history and a stored result each, until the last row is parsed. Every answer is compared with the baseline's by the hash of all its rows, with every digit.",
  baseline: SQL_BASELINE,
  run: (bench) =>
    runSqlSuite(bench, {
      name: "tpch",
      cases: TPCH_QUERIES.map(({ sql }, index) => ({
        label: `q${String(index + 1).padStart(2, "0")}`,
        sql,
      })),
      write: writeTables,
    }),
};

async function writeTables(bench: Bench, duckDb: BareDuckDb): Promise<readonly string[]> {
  const folder = join(bench.folder, "tpch");
  await mkdir(folder);
  const { tpchFactor } = bench.scale;
  const python = tpchFactor === 0 ? undefined : await findPython(bench, TPCHGEN);
  if (python !== undefined) {
    bench.report(`scale factor ${tpchFactor}, by tpchgen-cli`);
    return generateTpchTables(python, folder, tpchFactor);
  }
  bench.report("a few made-up rows instead of TPC-H's: times say nothing");
  const paths: string[] = [];
  for (const [table, sql] of Object.entries(MADE_UP_TPCH_TABLES)) {
    const path = join(folder, `${table}.parquet`);
    await duckDb.run(`COPY (${sql}) TO ${literal(path)} (FORMAT parquet)`);
    paths.push(path);
  }
  return paths;
}
