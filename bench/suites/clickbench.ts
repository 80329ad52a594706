import { join } from "node:path";
import { hitsSql } from "../../test/corpora/clickbench/hits-sql.ts";
import { CLICKBENCH_QUERIES } from "../../test/corpora/clickbench/queries.ts";
import { literal } from "../baseline/bare-duckdb.ts";
import type { Suite } from "../bench.ts";
import { runSqlSuite, SQL_BASELINE } from "./sql/with-sql-sides.ts";

/** Any column of the table, as a word. */
const COLUMN = new RegExp(
  `\\b(?:${[...hitsSql(1).matchAll(/ AS (\w+)(?=, | FROM range)/g)].map(([, name]) => name).join("|")})\\b`,
  "g",
);

/** The shapes of ClickBench's 43 queries over made-up page views. */
export const clickbench: Suite = {
  name: "clickbench",
  about: "The shapes of ClickBench's 43 queries over 10 million made-up page views, as in `tpch`.",
  baseline: SQL_BASELINE,
  run: (bench) =>
    runSqlSuite(bench, {
      name: "clickbench",
      cases: CLICKBENCH_QUERIES.map((sql, index) => ({
        label: `q${String(index).padStart(2, "0")}`,
        sql,
        roapiSql: forDataFusion(sql),
        chdbSql: forClickHouse(sql),
      })),
      write: async ({ scale, folder }, duckDb) => {
        const path = join(folder, "hits.parquet");
        await duckDb.run(`COPY (${hitsSql(scale.hitsRows)}) TO ${literal(path)} (FORMAT parquet)`);
        return [path];
      },
    }),
};

/** DataFusion takes names without quotes in lower case, and divides whole numbers by `/`. */
function forDataFusion(sql: string): string {
  return sql.replaceAll(COLUMN, '"$&"').replaceAll(" // ", " / ");
}

function forClickHouse(sql: string): string {
  return sql.replaceAll(/(\w+) \/\/ (\d+)/g, "intDiv($1, $2)").replaceAll("max_by", "argMax");
}
