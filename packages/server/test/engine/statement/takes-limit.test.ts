import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";

const TAKES = [
  "SELECT * FROM t ORDER BY a",
  "FROM t",
  "VALUES (1), (2)",
  "WITH c AS (SELECT a FROM t LIMIT 3) SELECT * FROM c",
  "SELECT a FROM t UNION ALL (SELECT b FROM u LIMIT 1)",
];
const TAKES_NONE = [
  "SELECT * FROM t LIMIT 5000",
  "SELECT * FROM t LIMIT 10%",
  "SELECT * FROM t OFFSET 3",
  "SELECT a FROM t UNION ALL SELECT b FROM u LIMIT 5000",
  "(SELECT a FROM t)",
  "SUMMARIZE t",
];

test("whether a LIMIT can be written behind a statement is told from it", async () => {
  const parser = await openParser();
  for (const sqlText of TAKES) {
    const { takesLimit, sqlText: run } = await inspectStatement(parser, sqlText);
    assert.equal(takesLimit, true, sqlText);
    const limited = await inspectStatement(parser, `${run}\nLIMIT 7`);
    assert.equal(limited.takesLimit, false, sqlText);
    assert.equal(limited.hasFewRows, true, sqlText);
  }
  for (const sqlText of TAKES_NONE) {
    assert.equal((await inspectStatement(parser, sqlText)).takesLimit, false, sqlText);
  }
});
