import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadFixture } from "./load-fixture.ts";

test("a stored result is copied under its own names and types, as often as asked", async (t) => {
  const loads = await LoadFixture.start(t);
  const { result_id: id } = await loads.query(
    `SELECT 1 AS "Id", 12.50::DECIMAL(10,2) AS amount, 'x' AS c0, NULL::DATE AS day, [1, 2] AS list,
       TIMESTAMP '2026-01-02 03:04:05' AS moment, 2 AS a, 3 AS a_1`,
  );
  const first = await loads.load("copy", { mode: "replace", result_id: id });
  assert.equal(first.status, 200, first.text);
  assert.equal(first.json.row_count, 1);
  const [row] = await loads.rows(`SELECT "Id", amount, c0, day, list, moment, a, a_1 FROM copy`);
  assert.deepEqual(row, [1, 12.5, "x", null, [1, 2], "2026-01-02T03:04:05", 2, 3]);
  const types = await loads.rows("SELECT typeof(amount), typeof(day), typeof(list) FROM copy");
  assert.deepEqual(types, [["DECIMAL(10,2)", "DATE", "INTEGER[]"]]);
  for (const table of ["copy", "other"]) {
    const more = await loads.load(table, { mode: "append", result_id: id });
    assert.equal(more.status, 200, more.text);
  }
  assert.deepEqual(await loads.rows("SELECT count(*) FROM copy"), [[2]]);
  assert.equal((await loads.app.call("GET", `/v1/results/${id}`)).status, 200);
});

test("a large result, and one of the whole workspace, are copied, always at once", async (t) => {
  const loads = await LoadFixture.start(t);
  const { result_id: id } = await loads.query("SELECT i, i * 2 AS twice FROM range(200000) r(i)");
  const wait = { async: true, async_after_ms: 1_000 };
  const answer = await loads.load("big", { mode: "replace", result_id: id, ...wait });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(await loads.rows("SELECT count(*), max(twice) FROM big"), [[200_000, 399_998]]);
  const free = await loads.app.call("POST", "/v1/query", { json: { sql: "SELECT 1 AS one" } });
  const request = { mode: "replace", result_id: free.json.result_id, async: true };
  assert.equal((await loads.load("free", request)).status, 200);
  assert.deepEqual(await loads.rows("SELECT one FROM free"), [[1]]);
});

test("an idempotency_key makes repeating the load of a result safe", async (t) => {
  const loads = await LoadFixture.start(t);
  const { result_id: id } = await loads.query("SELECT 1 AS n");
  const request = { mode: "append", result_id: id, idempotency_key: "once" };
  const first = await loads.load("t", request);
  assert.deepEqual((await loads.load("t", request)).json, first.json);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[1]]);
});

test("results that cannot be loaded", async (t) => {
  const loads = await LoadFixture.start(t);
  const load = (id: string, more: object = {}) =>
    loads.refusal("t", { mode: "replace", result_id: id, ...more });
  assert.match(await load("rsltnone"), /^404 .*rsltnone/);
  const twice = await loads.query(`SELECT 1 AS a, 2 AS b, 3 AS "A", 4 AS b, 5 AS c`);
  assert.match(await load(twice.result_id), /^400 .*"a", "b"/);
  const { result_id: good } = await loads.query("SELECT 1 AS a");
  assert.match(await load(good, { format: "csv" }), /^400 .*format/);
  assert.match(await load(good, { columns: { a: "INTEGER" } }), /^400 .*columns/);
  const headers = { "x-database-id": loads.databaseId };
  const failing = await loads.app.call("POST", "/v1/query", {
    json: { sql: "SELECT CAST('x' || i AS INTEGER) FROM range(10) r(i)", async: true },
    headers,
  });
  const runPath = `/v1/query-runs/${failing.json.query_run_id}`;
  let run = (await loads.app.call("GET", runPath, { headers })).json;
  while (run.status === "running") run = (await loads.app.call("GET", runPath, { headers })).json;
  assert.match(await load(run.result_id), /^400 .*failed/);
  const other = (await loads.app.call("POST", "/v1/databases", { json: {} })).json.id;
  const foreign = await loads.load("t", { mode: "replace", result_id: good }, other);
  assert.equal(foreign.status, 404, foreign.text);
});
