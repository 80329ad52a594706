import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { SqlError, type TableReference } from "../../../src/engine/engine.ts";
import { acceptedStatements } from "./accepted-statements.ts";
import { openParser } from "./open-parser.ts";
import { refusedStatements } from "./refused-statements.ts";

const parser = await openParser();

function spell({ catalog, schema, table }: TableReference): string {
  return [catalog, schema, table].filter((part) => part !== undefined).join(".");
}

test("permitted statements pass and report their tables", async (t) => {
  for (const [sqlText, tables] of acceptedStatements) {
    await t.test(sqlText.slice(0, 80), async () => {
      const inspected = await inspectStatement(parser, sqlText);
      assert.match(inspected.kind, /^(select|describe|show-columns)$/);
      assert.deepEqual(inspected.tables.map(spell).toSorted(), namesOf(tables));
      const outcome = await parser.parse(`SELECT * FROM (${inspected.sqlText}\n) AS result`);
      assert.equal(outcome.kind, "tree", "it can stand in a sub-select");
    });
  }
});

/** Names are separated by spaces; one with a space inside stands alone. */
function namesOf(tables: string): string[] {
  if (tables === "") return [];
  return tables === "C.S.T t" ? [tables] : tables.split(" ").toSorted();
}

test("everything else is refused with a sentence that says what to do", async (t) => {
  for (const [sqlText, message] of refusedStatements) {
    await t.test(sqlText.slice(0, 80), async () => {
      await assert.rejects(inspectStatement(parser, sqlText), (error) => {
        assert.ok(error instanceof SqlError, String(error));
        assert.ok(error.message.includes(message), error.message);
        assert.ok(error.position === undefined || error.position <= sqlText.length);
        return true;
      });
    });
  }
});

test("a message does not repeat a long text", async () => {
  const long = "x".repeat(100_000);
  for (const sqlText of [`SELECT ${long}()`, `SELECT '${long}`, `SELECT 1 a "${long}"`]) {
    await assert.rejects(
      inspectStatement(parser, sqlText),
      (error) => error instanceof SqlError && error.message.length < 1000,
    );
  }
});

test("an EXPLAIN is spelled anew around the statement it explains", async () => {
  const spelled: readonly (readonly [string, string, string])[] = [
    ["explain select 1", "explain", "EXPLAIN select 1"],
    ["EXPLAIN ANALYZE SELECT * FROM t", "explain-analyze", "EXPLAIN ANALYZE SELECT * FROM t"],
    ["EXPLAIN ANALYSE VERBOSE SELECT 1", "explain-analyze", "EXPLAIN ANALYZE SELECT 1"],
    ["EXPLAIN VERBOSE SELECT 1", "explain", "EXPLAIN SELECT 1"],
    ["EXPLAIN (FORMAT json) SELECT 1", "explain", "EXPLAIN (FORMAT JSON) SELECT 1"],
    [
      "EXPLAIN (FORMAT 'text', ANALYZE) SELECT 1",
      "explain-analyze",
      "EXPLAIN (ANALYZE, FORMAT TEXT) SELECT 1",
    ],
    ["EXPLAIN (VERBOSE) SELECT 1", "explain", "EXPLAIN SELECT 1"],
    ["EXPLAIN (SELECT 1)", "explain", "EXPLAIN (SELECT 1)"],
    ["EXPLAIN /* x */ FROM default.s.t;", "explain", 'EXPLAIN FROM "default".s.t'],
    ["EXPLAIN DESCRIBE t", "explain", "EXPLAIN DESCRIBE t"],
  ];
  for (const [sqlText, kind, expected] of spelled) {
    const inspected = await inspectStatement(parser, sqlText);
    assert.equal(inspected.kind, kind);
    assert.equal(inspected.sqlText, expected);
  }
  const { tables } = await inspectStatement(parser, "EXPLAIN FROM default.s.t");
  assert.deepEqual(tables, [{ catalog: "default", schema: "s", table: "t" }]);
});

test("SHOW TABLES, SCHEMAS and DATABASES are queries of information_schema", async () => {
  const tables = ["SHOW TABLES", "show /* x */ tables;", "-- x\nShow All Tables"];
  for (const sqlText of [...tables, "SHOW TABLES FROM s", "SHOW SCHEMAS", "SHOW DATABASES"]) {
    const inspected = await inspectStatement(parser, sqlText);
    assert.equal(inspected.kind, "select");
    const expected = /TABLES/i.test(sqlText) ? "tables" : "schemata";
    assert.deepEqual(inspected.tables.map(spell), [`information_schema.${expected}`]);
  }
});

test("a statement inspected twice comes from the cache", async () => {
  const first = await inspectStatement(parser, "SELECT 'cached' FROM t");
  assert.equal(await inspectStatement(parser, "SELECT 'cached' FROM t"), first);
});

test("concurrent inspections do not mix their texts", async () => {
  const names = Array.from({ length: 50 }, (_, index) => `t${index}`);
  const inspected = await Promise.all(
    names.map((name) => inspectStatement(parser, `SELECT * FROM ${name}`)),
  );
  assert.deepEqual(
    inspected.map(({ tables }) => tables.map(spell)),
    names.map((name) => [name]),
  );
});
