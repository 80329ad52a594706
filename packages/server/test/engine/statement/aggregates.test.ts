import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";

const PARTS = 'temp.main."hotdata partial rows"';
const COUNT = 'CAST(coalesce(sum("hotdata value 0"), 0) AS BIGINT)';

/** Statements, what they compute, and the text that is run on parts of it. */
const AGGREGATES = [
  {
    sql: "SELECT count(*) FROM t",
    groups: [],
    run: `SELECT ${COUNT} FROM ${PARTS} AS "t"`,
  },
  {
    sql: "SELECT o.region AS r, sum(o.n) AS s FROM crm.public.orders o WHERE o.id = 7 AND n > 1 GROUP BY 1 ORDER BY s DESC LIMIT 3",
    groups: ["region"],
    run: `SELECT o.region AS r, sum("hotdata value 0") AS s FROM ${PARTS} o  GROUP BY 1 ORDER BY s DESC LIMIT 3`,
  },
  {
    sql: "SELECT upper(region), count(n) + 1, max(n) FROM t AS x WHERE n BETWEEN 1 AND 2 GROUP BY region HAVING count(n) > 2",
    groups: ["region"],
    run: `SELECT upper(region), ${COUNT} + 1, max("hotdata value 1") FROM ${PARTS} AS x  GROUP BY region HAVING ${COUNT} > 2`,
  },
  {
    sql: "SELECT region, count(*) FROM t WHERE n IN (1, 2) GROUP BY ALL",
    groups: ["region"],
    run: `SELECT region, ${COUNT} FROM ${PARTS} AS "t"  GROUP BY ALL`,
  },
];

const OTHERS = [
  "SELECT n FROM t",
  "SELECT avg(n) FROM t",
  "SELECT count(DISTINCT n) FROM t",
  "SELECT count(*) FILTER (WHERE n > 1) FROM t",
  "SELECT count(*) OVER () FROM t",
  "SELECT sum(n + 1) FROM t",
  "SELECT sum(n) FROM t WHERE n + 1 = 2",
  "SELECT sum(n) FROM t WHERE n = 1 OR n + 1 = 2",
  "SELECT sum(n) FROM t WHERE n + 1 IS NULL",
  "SELECT sum(n) FROM t GROUP BY n % 2",
  "SELECT sum(n) FROM t GROUP BY ROLLUP (a, b)",
  "SELECT sum(n) FROM t, u",
  "SELECT sum(n) FROM t TABLESAMPLE 10%",
  "SELECT sum(n) FROM t QUALIFY row_number() OVER () = 1",
  "SELECT sum(n), (SELECT 1) FROM t",
  "SELECT sum(public.t.n) FROM public.t",
  "SELECT sum(n) FROM t AT (VERSION => 1)",
  "SELECT count(*) FROM information_schema.tables",
  "SELECT sum(n) FROM (SELECT * FROM t)",
  "WITH c AS (SELECT 1) SELECT sum(n) FROM t",
  "FROM t SELECT sum(n) WHERE n = 1",
  "SELECT unnest([1]), sum(n) FROM t",
  "SELECT max(n, 2) FROM t",
  "SELECT string_agg(a, ',' ORDER BY a) FROM t",
];

test("plain aggregates of one table are told from all other statements", async () => {
  const parser = await openParser();
  for (const { sql, groups, run } of AGGREGATES) {
    const { aggregate, partial } = await inspectStatement(parser, sql);
    assert.deepEqual(aggregate?.groups, groups, sql);
    assert.equal(partial?.sqlText, run, sql);
  }
  for (const sql of OTHERS) {
    assert.equal((await inspectStatement(parser, sql)).aggregate, undefined, sql);
  }
});

test("an item's name that a statement uses is told: a column of that name would be meant", async () => {
  const parser = await openParser();
  const named = "SELECT region AS r, count(*) AS n FROM t GROUP BY r HAVING n > 1 ORDER BY n";
  const { aggregate } = await inspectStatement(parser, named);
  assert.deepEqual(aggregate?.aliases, ["r", "n"]);
});

test("parameters stay with the text or go with its conditions, all of them", async () => {
  const parser = await openParser();
  const hasParameters = true;
  const partialOf = async (sql: string) => {
    const { partial } = await inspectStatement(parser, sql, { dialect: "hotsql", hasParameters });
    return partial?.hasParameters;
  };
  assert.equal(await partialOf("SELECT sum(n) FROM t WHERE n = ?"), false);
  assert.equal(await partialOf("SELECT sum(n) FROM t HAVING sum(n) > ?"), true);
  assert.equal(await partialOf("SELECT sum(n) FROM t WHERE n = ? HAVING sum(n) > ?"), undefined);
});

test("so many rows of a table will do as LIMIT and OFFSET say, where each row gives one", async () => {
  const parser = await openParser();
  const limitOf = async (sql: string) =>
    (await inspectStatement(parser, sql)).tables.map(({ limit }) => limit);
  const five = [[{ value: 5 }]];
  assert.deepEqual(await limitOf("SELECT a FROM t LIMIT 5"), five);
  assert.deepEqual(await limitOf("SELECT a FROM t WHERE a = 1 AND t.b < 2 LIMIT 5"), five);
  assert.deepEqual(await limitOf("SELECT * FROM (SELECT * FROM t LIMIT 5) ORDER BY a"), five);
  assert.deepEqual(await limitOf("FROM t LIMIT 5 OFFSET 2"), [[{ value: 5 }, { value: 2 }]]);
  for (const sql of [
    "SELECT a FROM t ORDER BY a + 1 LIMIT 5",
    "SELECT DISTINCT a FROM t LIMIT 5",
    "SELECT a FROM t WHERE a + 1 = 2 LIMIT 5",
    "SELECT a FROM t WHERE a = 1 OR b + 1 = 2 LIMIT 5",
    "SELECT sum(a) FROM t LIMIT 5",
    "SELECT sum(a) OVER () FROM t LIMIT 5",
    "SELECT a FROM t GROUP BY a LIMIT 5",
    "SELECT a FROM t GROUP BY ALL LIMIT 5",
    "SELECT a FROM t QUALIFY row_number() OVER () = 1 LIMIT 5",
    "SELECT unnest([a]) FROM t LIMIT 5",
    "SELECT a FROM t LIMIT 10%",
    "SELECT a FROM t LIMIT (SELECT 5)",
    "SELECT a FROM t TABLESAMPLE 10% LIMIT 5",
    "SELECT a FROM t UNION ALL SELECT 1 LIMIT 5",
  ]) {
    assert.deepEqual(await limitOf(sql), [undefined], sql);
  }
  // Named twice, once in full.
  const twice = "SELECT * FROM (SELECT a FROM t LIMIT 5) JOIN t USING (a)";
  assert.deepEqual(await limitOf(twice), [undefined]);
});
