import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";

const FEW = [
  "SELECT 42",
  "SELECT 1 WHERE false",
  "SELECT * FROM t LIMIT 10",
  "SELECT a FROM t UNION ALL SELECT b FROM u ORDER BY 1 LIMIT 1000 OFFSET 3",
  "WITH c AS (SELECT a FROM t) SELECT count(*), 1 FROM c",
  "SELECT round(avg(a), 2) FROM t WHERE b > 1",
];
const MAYBE_MANY = [
  "SELECT * FROM t",
  "SELECT * FROM t LIMIT 1001",
  "SELECT * FROM t LIMIT 10%",
  "SELECT * FROM t LIMIT (SELECT 5)",
  "SELECT * FROM (SELECT * FROM t LIMIT 10), u",
  "SELECT a, count(*) FROM t GROUP BY a",
  "SELECT count(*) OVER () FROM t",
  "SELECT (SELECT count(*) FROM t) FROM u",
  "SELECT unnest([1, 2])",
  "SELECT unnest(list(a)) FROM t",
  "SELECT regexp_split_to_table('a b', ' ')",
  "SELECT generate_subscripts([1, 2], 1)",
  "SELECT 1 UNION ALL SELECT a FROM t",
  "FROM range(3)",
  "VALUES (1), (2)",
];

test("few rows are told from the text alone", async () => {
  const parser = await openParser();
  for (const sqlText of FEW) {
    assert.equal((await inspectStatement(parser, sqlText)).hasFewRows, true, sqlText);
  }
  for (const sqlText of MAYBE_MANY) {
    assert.equal((await inspectStatement(parser, sqlText)).hasFewRows, false, sqlText);
  }
});
