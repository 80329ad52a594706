import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { uniqueNames } from "../../src/query/unique-names.ts";
import {
  eventually,
  runningRun,
  SLOW_SQL,
  startQueryFixture,
} from "../query/start-query-fixture.ts";

test("results as tables", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app, headers, query } = fixture;
  const answered = await query('SELECT id, "Name" FROM orders ORDER BY id');
  const id: string = answered.json.result_id;

  await t.test("true names and types, joined with tables", async () => {
    const all = await query(`SELECT * FROM hotdata.results."${id}" ORDER BY id`);
    assert.equal(all.status, 200, all.text);
    assert.deepEqual(all.json.columns, ["id", "Name"]);
    assert.deepEqual(all.json.rows, answered.json.rows);
    const joined = await query(
      `SELECT r."Name", o.id FROM hotdata.results.${id} r JOIN orders o USING (id) WHERE o.id > 2`,
    );
    assert.deepEqual(joined.json.rows, [["cid", 3]]);
    const types =
      "SELECT DATE '2026-01-31' AS d, TIMESTAMPTZ '2026-01-31 00:00:00Z' AS t, 1.50::DECIMAL(9,2) AS m, " +
      "[1, 2] AS l, {'a': 1} AS s, 9007199254740993 AS big, NULL::DOUBLE AS nothing";
    const typed = await query(types);
    const described = await query(`DESCRIBE hotdata.results."${typed.json.result_id}"`);
    assert.deepEqual(
      described.json.rows.map((row: unknown[]) => row.slice(0, 2)),
      (await query(`DESCRIBE ${types}`)).json.rows.map((row: unknown[]) => row.slice(0, 2)),
    );
    const same = await query(`SELECT * FROM hotdata.results."${typed.json.result_id}"`);
    assert.equal(rowsText(same.text), rowsText(typed.text));
  });

  await t.test("a small one leaves no file behind, a large one is read from its own", async () => {
    assert.deepEqual(readdirSync(join(app.dataDir, "results")), []);
    const large = await query("SELECT range AS n FROM range(300000)");
    const sum = await query(
      `SELECT sum(n), count(*) FROM hotdata.results."${large.json.result_id}"`,
    );
    assert.deepEqual(sum.json.rows, [[44_999_850_000, 300_000]]);
  });

  await t.test("names that occur twice are told apart", async () => {
    const doubled = await query('SELECT 1 AS a, 2 AS a, 3 AS "A", 4 AS a_1');
    const read = await query(`SELECT * FROM hotdata.results."${doubled.json.result_id}"`);
    assert.deepEqual(read.json.columns, ["a", "a_2", "A_3", "a_1"]);
    assert.deepEqual(read.json.rows, [[1, 2, 3, 4]]);
  });

  await t.test("what is no ready result of the scope is not found", async () => {
    const missing = async (sql: string, options?: object) => {
      const { status, json } = await query(sql, options);
      assert.equal(status, 400);
      return json.error.message;
    };
    assert.equal(
      await missing('SELECT * FROM hotdata.results."rsltnone"'),
      "table 'hotdata.results.rsltnone' not found",
    );
    const unscoped = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1" } });
    const foreign = `SELECT * FROM hotdata.results."${unscoped.json.result_id}"`;
    assert.match(await missing(foreign), /not found/);
    const wide = await app.call("POST", "/v1/query", {
      json: { sql: `SELECT * FROM hotdata.results."${id}"` },
    });
    assert.equal(wide.status, 200, "the whole workspace sees every result");
    const other = await app.call("POST", "/v1/databases", { json: {} });
    assert.match(
      await missing(`SELECT * FROM hotdata.results."${id}"`, { database_id: other.json.id }),
      /not found/,
    );
    await query(SLOW_SQL, { async: true });
    const run = await runningRun(fixture);
    const { json } = await app.call("GET", "/v1/results?limit=1", { headers });
    assert.equal(json.results[0].status, "processing");
    assert.match(
      await missing(`SELECT * FROM hotdata.results."${json.results[0].id}"`),
      /not found/,
    );
    await app.call("POST", `/v1/query-runs/${run}/cancel`, { headers });
    assert.match(await missing('SELECT * FROM hotdata.other."x"'), /not found/);
  });

  await t.test("neither plans nor errors show where results are kept", async () => {
    const plan = await query(`EXPLAIN ANALYZE SELECT * FROM hotdata.results."${id}"`);
    assert.equal(plan.status, 200, plan.text);
    assert.doesNotMatch(plan.text, /\.parquet|hotdata-test/);
  });
});

test("a result that a query reads is not freed under it", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app, query } = fixture;
  const { json: large } = await query("SELECT range AS n FROM range(400000)");
  // Asked of the whole workspace, so that the deleted database is not the one that runs it.
  const sql =
    `SELECT count(*) FROM hotdata.results."${large.result_id}" a, range(1500) b ` +
    "WHERE (a.n * b.range) % 7 = 3";
  const reading = app.call("POST", "/v1/query", { json: { sql } });
  await eventually("a running run", async () => {
    const { json } = await app.call("GET", "/v1/query-runs?status=running");
    return json.query_runs[0]?.id;
  });
  await app.call("DELETE", `/v1/databases/${fixture.databaseId}`);
  const kept = readdirSync(join(app.dataDir, "results")).filter((name) =>
    name.startsWith(large.result_id),
  );
  assert.equal(kept.length, 1, "the file stays while the query runs");
  const answer = await reading;
  assert.equal(answer.status, 200, answer.text);
  const left = readdirSync(join(app.dataDir, "results"));
  assert.ok(!left.some((name) => name.startsWith(large.result_id)), left.join());
});

test("unique names", () => {
  assert.deepEqual(uniqueNames(["a", "b"]), ["a", "b"]);
  assert.deepEqual(uniqueNames(["a", "a", "a"]), ["a", "a_1", "a_2"]);
  assert.deepEqual(uniqueNames(["a", "a", "a_1"]), ["a", "a_2", "a_1"]);
  assert.deepEqual(uniqueNames(["", ""]), ["", "_1"]);
});

function rowsText(text: string): string {
  return text.slice(text.indexOf('"rows":'));
}
