import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../src/engine/duckdb/statement/inspect-statement.ts";
import { SqlError } from "../../src/engine/engine.ts";
import { openParser } from "../engine/statement/open-parser.ts";

/** An engine process reads one statement at a time: a text that takes long keeps all others waiting. */
const LIMIT_MS = 10_000;

/** What grows with the square of this takes a minute or more, all else some tenths of a second. */
const LONGEST = 200_000;

/** What is written again and again, between a start and an end. */
const repeated: readonly (readonly [start: string, part: string, end: string])[] = [
  ["", "/*", "SELECT 1"],
  ["SELECT true", " AND true", ""],
  ["SELECT 1", " or 1", ""],
  ["SELECT * FROM t", " AT (VERSION => 1)", ""],
  ["SELECT * FROM t AT (VERSION => 1)", ", t AT (VERSION => 1)", ""],
  ["SELECT 'é'", ", 'é' ~ 'b'", ""],
  ["SELECT 1", ", 'a' ~/**/'b'", ""],
  ["SELECT 1", ", to_char/**/(now(), 'b')", ""],
  ["SELECT 1", ", default/**/.a", " FROM t"],
  ["SELECT 1 IN (1", ",1", ")"],
  ["VALUES (1)", ",(1)", ""],
  ["SELECT ", "(", "1"],
  ["SELECT 1", "::int", ""],
  ["SELECT ", "[", ""],
  ["SELECT NULL::INT", "[]", ""],
  ["SELECT * FROM t", ", t", ""],
  ["SELECT a", ".b", ""],
  ["SELECT '", "''", ""],
  ["SELECT $a$", "$b$", ""],
  ["SELECT E'", "\\'", ""],
  ["SELECT ", "a", "(1)"],
  ["SELECT * FROM ", "(t JOIN ", "t"],
  ["SELECT ", "CASE WHEN ", "1"],
  ["SELECT ", "EXPLAIN ", "1"],
];

const parser = await openParser();

for (const dialect of ["hotsql", "postgres", "snowflake"] as const) {
  test(`fence: the longest texts are read or refused in bounded time (${dialect})`, async () => {
    for (const [start, part, end] of repeated) {
      const sqlText = start + part.repeat(Math.floor(LONGEST / part.length)) + end;
      const began = performance.now();
      try {
        await inspectStatement(parser, sqlText, { dialect, hasParameters: false });
      } catch (error) {
        assert.ok(error instanceof SqlError, `${start}${part}...: ${String(error)}`);
      }
      const tookMs = Math.round(performance.now() - began);
      assert.ok(tookMs < LIMIT_MS, `${dialect}: ${start}${part}... took ${tookMs} ms`);
    }
  });
}
