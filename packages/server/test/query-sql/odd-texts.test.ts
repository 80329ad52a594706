import assert from "node:assert/strict";
import { test } from "node:test";
import { startSqlFixture } from "./start-sql-fixture.ts";

/** Texts that are too large, too deep or not whole; the parser must refuse or read each. */
const TEXTS: Readonly<Record<string, string>> = {
  "one endless word": "😀".repeat(300_000),
  "ten thousand parentheses": `SELECT ${"(".repeat(10_000)}1${")".repeat(10_000)}`,
  "parentheses that stay open": `SELECT ${"(".repeat(10_000)}`,
  "a comment that stays open": "SELECT 1 /* and so on",
  "a quote that stays open": "SELECT 'and so on",
  "what follows a NUL": "SELECT 1 \u0000 and so on",
  "half a character": "SELECT \ud800",
};

for (const [what, sql] of Object.entries(TEXTS)) {
  test(`${what}: a 400 in every dialect`, async (t) => {
    const { query } = await startSqlFixture(t);
    for (const dialect of ["hotsql", "duckdb", "postgres", "snowflake"]) {
      const answer = await query(sql, { dialect });
      assert.equal(answer.status, 400, `${dialect}: ${answer.text.slice(0, 300)}`);
      assert.ok(answer.json.error.message.length > 10, answer.text.slice(0, 300));
    }
  });
}
