import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

interface Fixture {
  readonly app: TestApp;
  readonly databaseId: string;
  query(sql: string, options?: object): Promise<Answer>;
}

async function setUp(t: TestContext): Promise<Fixture> {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/databases", {
    json: { name: "sales", schemas: [{ name: "public", tables: [{ name: "empty" }] }] },
  });
  const databaseId: string = created.json.id;
  const loaded = await app.call(
    "POST",
    `/v1/databases/${databaseId}/schemas/public/tables/orders/loads`,
    {
      json: { mode: "replace", data: "id,Name\n1,ann\n2,bob\n3,cid\n" },
    },
  );
  assert.equal(loaded.status, 200, loaded.text);
  const query = (sql: string, options: object = {}) =>
    app.call("POST", "/v1/query", { json: { sql, database_id: databaseId, ...options } });
  return { app, databaseId, query };
}

test("queries", async (t) => {
  const { app, databaseId, query } = await setUp(t);

  await t.test("the catalog answers to default, unquoted, and names may be shortened", async () => {
    for (const name of [
      "default.public.orders",
      '"default".public.orders',
      "public.orders",
      "ORDERS",
    ]) {
      const answer = await query(`SELECT * FROM ${name} LIMIT 5`);
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(answer.json.columns, ["id", "Name"]);
      assert.deepEqual(answer.json.rows, [
        [1, "ann"],
        [2, "bob"],
        [3, "cid"],
      ]);
    }
  });

  await t.test("an answer has every field of the contract", async () => {
    const { json } = await query("SELECT 1 AS ok");
    assert.match(json.query_run_id, /^qrun[0-9a-z]{26}$/);
    assert.match(json.result_id, /^rslt[0-9a-z]{26}$/);
    assert.equal(json.row_count, 1);
    assert.equal(json.preview_row_count, 1);
    assert.equal(json.total_row_count, 1);
    assert.equal(json.truncated, false);
    assert.equal(json.warning, null);
    assert.deepEqual(json.nullable, [true]);
  });

  await t.test("without a database the workspace's default one is queried", async () => {
    const answer = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1 AS ok" } });
    assert.deepEqual(answer.json.rows, [[1]]);
    const missing = await app.call("POST", "/v1/query", { json: { sql: "SELECT * FROM orders" } });
    assert.equal(missing.status, 400);
    assert.match(missing.json.error.message, /table 'default\.main\.orders' not found/);
    assert.match(missing.json.error.message, new RegExp(`X-Database-Id.*${databaseId}`));
  });

  await t.test("scope errors", async () => {
    const json = { sql: "SELECT 1" };
    const send = (headers: Record<string, string>, body: object = {}) =>
      app.call("POST", "/v1/query", { headers, json: { ...json, ...body } });
    const empty = await send({ "x-database-id": "" });
    assert.equal(empty.status, 400);
    assert.match(empty.json.error.message, /a database is required/);
    assert.equal((await send({ "x-database-id": "no such/id" })).status, 400);
    assert.equal((await send({ "x-database-id": "dbidunknown" })).status, 404);
    const both = await send({ "x-database-id": databaseId }, { database_id: "dbidother" });
    assert.equal(both.status, 400);
    assert.equal(
      (await send({ "x-database-id": databaseId }, { database_id: databaseId })).status,
      200,
    );
  });

  await t.test("errors of SQL carry the engine's words and the position", async () => {
    const column = await query("SELECT nope FROM orders");
    assert.equal(column.status, 400);
    assert.match(column.json.error.message, /"nope" not found/);
    assert.equal(column.json.error.details.position, 7);
    const syntax = await query("SELEC 1");
    assert.match(syntax.json.error.message, /syntax error at or near "SELEC"/);
    const declared = await query("SELECT * FROM empty");
    assert.match(
      declared.json.error.message,
      /'default\.public\.empty' is declared but has no data/,
    );
    const elsewhere = await query("SELECT * FROM main.orders");
    assert.match(elsewhere.json.error.message, /not found; this database has public\.orders/);
    const other = await query("SELECT * FROM other.public.orders");
    assert.match(other.json.error.message, /table 'other\.public\.orders' not found/);
    const overflow = await query("SELECT CAST(300 AS TINYINT)");
    assert.match(overflow.json.error.message, /out of range/);
    assert.equal((await query("  -- nothing\n")).status, 400);
  });

  await t.test("writes are refused", async () => {
    for (const sql of [
      "DELETE FROM orders",
      "CREATE TABLE t (a INT)",
      "SET threads = 1",
      "SELECT 1; SELECT 2",
    ]) {
      assert.equal((await query(sql)).status, 400, sql);
    }
  });

  await t.test("default_catalog and default_schema of the request", async () => {
    const answer = await query("SELECT count(*) FROM orders", {
      default_catalog: "default",
      default_schema: "public",
    });
    assert.deepEqual(answer.json.rows, [[3]]);
    const schema = await query("SELECT * FROM orders", { default_schema: "nowhere" });
    assert.match(schema.json.error.message, /table 'default\.nowhere\.orders' not found/);
    assert.equal((await query("SELECT 1", { default_catalog: "nowhere" })).status, 400);
  });

  await t.test("SHOW TABLES, DESCRIBE and EXPLAIN", async () => {
    const tables = await query("SHOW TABLES");
    assert.deepEqual(tables.json.rows, [
      ["default", "public", "empty", "BASE TABLE"],
      ["default", "public", "orders", "BASE TABLE"],
    ]);
    const described = await query("DESCRIBE orders");
    assert.deepEqual(described.json.rows[0].slice(0, 2), ["id", "Int64"]);
    const explained = await query("EXPLAIN SELECT * FROM orders");
    assert.match(explained.json.rows[0][1], /PARQUET/);
    for (const form of ["ANALYZE", "(ANALYZE, FORMAT json)"]) {
      const analyzed = await query(`EXPLAIN ${form} SELECT * FROM orders JOIN orders o USING (id)`);
      assert.equal(analyzed.status, 200, analyzed.text);
      assert.doesNotMatch(analyzed.text, /Filename\(s\):|databases|\.parquet/, form);
    }
    const asCatalog = await query("SELECT count(*) FROM default.orders");
    assert.deepEqual(asCatalog.json.rows, [[3]], "two parts may be catalog and table");
    const kelvin = await query('SELECT * FROM "orders\u212a"');
    assert.match(kelvin.json.error.message, /orders\u212a' not found/);
  });

  await t.test("more than 10,000 rows are cut, the result is whole", async () => {
    const answer = await query("SELECT range AS n FROM range(25000) ORDER BY n DESC");
    assert.equal(answer.json.truncated, true);
    assert.equal(answer.json.preview_row_count, 10_000);
    assert.equal(answer.json.total_row_count, 25_000);
    assert.deepEqual(answer.json.rows[0], [24_999]);
    const last = await app.call(
      "GET",
      `/v1/results/${answer.json.result_id}?offset=24999&limit=10`,
    );
    assert.deepEqual(last.json.rows, [[0]]);
    const unscoped = await app.call("POST", "/v1/query", {
      json: { sql: "SELECT * FROM range(25000)" },
    });
    assert.equal(unscoped.json.truncated, false);
    assert.equal(unscoped.json.rows.length, 25_000);
  });

  await t.test("the preview is also bounded in bytes", async () => {
    const answer = await query("SELECT repeat('x', 1000000) AS s FROM range(20)");
    assert.equal(answer.json.truncated, true);
    assert.ok(answer.json.preview_row_count < 9 && answer.json.preview_row_count > 0);
    assert.equal(answer.json.total_row_count, 20);
  });
});

test("asynchronous queries", async (t) => {
  const { app, databaseId, query } = await setUp(t);
  const headers = { "x-database-id": databaseId };

  await t.test("async alone answers 202 at once; the run is polled", async () => {
    const started = await query("SELECT count(*) AS n FROM orders", { async: true });
    assert.equal(started.status, 202);
    assert.equal(started.json.status, "running");
    const run = await pollRun(app, started.json.status_url, headers);
    assert.equal(run.status, "succeeded");
    assert.equal(run.row_count, 1);
    const result = await app.call("GET", `/v1/results/${run.result_id}`, { headers });
    assert.deepEqual(result.json.rows, [[3]]);
  });

  await t.test("async_after_ms answers in full when the query is quick", async () => {
    const answer = await query("SELECT 1 AS ok", { async: true, async_after_ms: 3000 });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.json.rows, [[1]]);
    assert.equal((await query("SELECT 1", { async_after_ms: 3000 })).status, 400);
    assert.equal((await query("SELECT 1", { async: true, async_after_ms: 999 })).status, 400);
  });

  await t.test("a slow query goes on; its unfinished result is a 202", async () => {
    const slow =
      "SELECT count(*) FROM range(100000000) a, range(100) b WHERE (a.range * b.range) % 7 = 3";
    const started = await query(slow, { async: true, async_after_ms: 1000 });
    assert.equal(started.status, 202);
    const results = await app.call("GET", "/v1/results?limit=1", { headers });
    const { id, status } = results.json.results[0];
    assert.equal(status, "processing");
    const unready = await app.call("GET", `/v1/results/${id}?format=arrow`, { headers });
    assert.equal(unready.status, 202);
    assert.equal(unready.headers.get("retry-after"), "1");
    assert.deepEqual(unready.json, { result_id: id, status: "processing" });
    const after = await app.restart();
    const run = await after.call("GET", started.json.status_url, { headers });
    assert.equal(run.json.status, "failed");
    assert.match(run.json.error_message, /server (was stopped|is shutting down)/);
    assert.equal(run.json.error_code, "SERVICE_UNAVAILABLE");
    const failed = await after.call("GET", `/v1/results/${id}`, { headers });
    assert.equal(failed.status, 409);
    assert.match(failed.json.error_message, /server (was stopped|is shutting down)/);
  });
});

test("a query that takes too long is stopped and says so", async (t) => {
  const app = await startTestApp(t, { queryTimeoutMs: 300 });
  const slow = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000) b";
  const answer = await app.call("POST", "/v1/query", { json: { sql: slow } });
  assert.equal(answer.status, 400);
  assert.match(answer.json.error.message, /took longer than the server allows/);
  const { json } = await app.call("GET", "/v1/query-runs?limit=1");
  assert.equal(json.query_runs[0].status, "failed");
});

test("a query that needs more memory than there is answers 503, the next one runs", async (t) => {
  const app = await startTestApp(t, { engineMemoryMb: 64 });
  const large = "SELECT length(string_agg(repeat('x', 1000), '')) FROM range(1000000)";
  const answer = await app.call("POST", "/v1/query", { json: { sql: large } });
  assert.equal(answer.status, 503, answer.text);
  assert.equal(answer.json.error.code, "RESOURCE_EXHAUSTED");
  const next = await app.call("POST", "/v1/query", { json: { sql: "SELECT 1" } });
  assert.equal(next.status, 200);
});

test("query runs", async (t) => {
  const { app, databaseId, query } = await setUp(t);
  await query("SELECT 1 AS one");
  await query("SELECT broken");
  await app.call("POST", "/v1/query", { json: { sql: "SELECT 3 AS unscoped" } });
  const headers = { "x-database-id": databaseId };

  const all = await app.call("GET", "/v1/query-runs");
  const texts = all.json.query_runs.map((run: { sql_text: string }) => run.sql_text);
  assert.deepEqual(texts, ["SELECT 3 AS unscoped", "SELECT broken", "SELECT 1 AS one"]);
  const scoped = await app.call("GET", "/v1/query-runs?limit=1", { headers });
  assert.equal(scoped.json.query_runs[0].sql_text, "SELECT broken");
  assert.equal(scoped.json.query_runs[0].status, "failed");
  assert.match(scoped.json.query_runs[0].error_message, /broken/);
  assert.equal(scoped.json.has_more, true);
  const cursor = encodeURIComponent(scoped.json.next_cursor);
  const next = await app.call("GET", `/v1/query-runs?limit=1&cursor=${cursor}`, { headers });
  assert.equal(next.json.query_runs[0].sql_text, "SELECT 1 AS one");
  assert.equal(next.json.has_more, false);
  const failed = await app.call("GET", "/v1/query-runs?status=failed", { headers });
  assert.equal(failed.json.count, 1);
  const [{ id, sql_hash: hash, snapshot_id: snapshot }] = next.json.query_runs;
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.match(snapshot, /^snap[0-9a-z]{26}$/);
  assert.equal(
    (await app.call("GET", `/v1/query-runs/${id}`, { headers })).json.sql_text,
    "SELECT 1 AS one",
  );
  assert.equal((await app.call("GET", "/v1/query-runs/qrunnone")).status, 404);
  assert.equal((await app.call("GET", "/v1/query-runs?cursor=nonsense")).status, 400);
});

async function pollRun(app: TestApp, url: string, headers: Record<string, string>) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { json } = await app.call("GET", url, { headers });
    if (json.status !== "running") return json;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the run did not end");
}
