import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { SqlError } from "../../../src/engine/engine.ts";
import { openParser } from "./open-parser.ts";

const parser = await openParser();

/** The error is expected where `^` stands; the mark is taken out before the text is sent. */
const marked = [
  "SELECT * FROM t WHERE +^",
  "SELECT 1 /* é */, 2 ^/* x",
  "SELECT * FROM default.public.t WHERE a ^b c",
  "SELECT default.a.b, default.a.c FROM default.a.t WHER ^x +",
  "/* it's */ SELECT 'é', a b ^c",
  "SELECT 😀 FROM default.t x ^y z",
  "-- é\nSELECT\u00a0\u3000a b ^c",
  "SELECT /* é */ ^getenv('x')",
  "SELECT 'é😀', ^getenv('x')",
  "SELECT * FROM default.t, ^read_csv('x')",
  "EXPLAIN ANALYZE SELECT 'é', ^getenv('x')",
  "EXPLAIN (ANALYZE) ^COPY t TO 'x'",
  "SHOW COLUMNS FROM t ^+",
  "WITH x AS (SELECT 1) ^INSERT INTO t FROM x",
  "SELECT 1; ^SELECT 2",
  "  ^DROP TABLE t",
  "SELECT '^\0'",
];

for (const text of marked) {
  test(`the error's position in ${JSON.stringify(text)}`, async () => {
    const position = text.indexOf("^");
    const sqlText = text.replace("^", "");
    await assert.rejects(inspectStatement(parser, sqlText), (error) => {
      assert.ok(error instanceof SqlError);
      assert.equal(error.position, position, error.message);
      return true;
    });
  });
}

test("positions in the checked text lead back to the submitted text", async () => {
  const submitted = "EXPLAIN ANALYZE /* é */ SELECT default.a.b, needle FROM default.a.t;";
  const { sqlText, toSubmittedPosition } = await inspectStatement(parser, submitted);
  for (const word of ["SELECT", "needle", "FROM", "default.a.t".slice(8)]) {
    assert.equal(toSubmittedPosition(sqlText.indexOf(word)), submitted.indexOf(word), word);
  }
});
