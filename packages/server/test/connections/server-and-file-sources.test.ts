import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { makeDuckDbFiles, runInFile } from "../connectors/duckdb/duckdb-file.ts";
import { startFarApp } from "../connectors/hotdata/far-app.ts";
import { type Json, startTestApp, TEST_KEY, type TestApp } from "../start-test-app.ts";

const HOSTS = { connectionHosts: ["127.0.0.1"] };

async function connect(app: TestApp, request: object): Promise<Json> {
  const answer = await app.call("POST", "/v1/connections", { json: request });
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.json.discovery_status, "success", answer.text);
  return answer.json;
}

async function query(app: TestApp, sql: string, more: object = {}): Promise<Json> {
  const answer = await app.call("POST", "/v1/query", { json: { sql, ...more } });
  assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
  return answer.json;
}

async function startWithBoth(t: TestContext) {
  const far = await startFarApp(t);
  await far.load(
    "customers",
    "SELECT i::BIGINT AS id, 'customer ' || i AS name, [i, NULL] AS tags FROM range(3000) r(i)",
  );
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "sales.duckdb",
    "CREATE TABLE orders AS SELECT i AS id, i % 3000 AS customer, i * 0.5 AS amount, INTERVAL 1 DAY * i AS late FROM range(20000) r(i)",
  );
  const app = await startTestApp(t, { ...HOSTS, connectionFolders: [files.folder] });
  await connect(app, { name: "sales", source_type: "duckdb", config: { path } });
  const config = { ...far.config };
  await connect(app, { name: "crm", source_type: "hotdata", config });
  return { app, far, path };
}

const JOIN = `SELECT c.name, sum(o.amount) AS total, max(o.late) AS late, any_value(c.tags) AS tags
  FROM crm.main.customers c JOIN sales.main.orders o ON o.customer = c.id
  WHERE c.id IN (7, 8) GROUP BY c.name ORDER BY c.name`;

test("a DuckDB file and another server are joined, live and from copies alike", async (t) => {
  const { app, far, path } = await startWithBoth(t);
  const live = await query(app, JOIN, { read_mode: "live" });
  const cached = await query(app, JOIN, { read_mode: "cached" });
  assert.deepEqual(live.rows, cached.rows);
  assert.deepEqual(live.rows[0]?.slice(0, 2), ["customer 7", 31_524.5]);
  assert.deepEqual(live.rows[0]?.[3], [7, null]);
  await far.load("customers", "SELECT 7::BIGINT AS id, 'renamed' AS name, [7] AS tags");
  await runInFile(path, ["DELETE FROM orders WHERE id > 7"]);
  const names =
    "SELECT c.name, o.id FROM crm.main.customers c JOIN sales.main.orders o ON o.customer = c.id WHERE c.id = 7";
  const fresh = await query(app, names, { read_mode: "live" });
  assert.deepEqual(fresh.rows, [["renamed", 7]]);
  assert.equal((await query(app, names, { read_mode: "cached" })).rows.length, 7);
});

test("a point lookup asks each source for its row only", async (t) => {
  const { app } = await startWithBoth(t);
  for (const table of ["crm.main.customers", "sales.main.orders"]) {
    const sql = `SELECT * FROM ${table} WHERE id = 7`;
    const answer = await query(app, sql, { read_mode: "live" });
    assert.equal(answer.rows.length, 1);
    const run = await app.call("GET", `/v1/query-runs/${answer.query_run_id}`);
    const [source] = run.json.sources;
    assert.equal(source.read_mode, "live");
    assert.match(source.statement, /WHERE .* = \$1$/);
  }
});

test("a server that is connected to itself answers", { timeout: 60_000 }, async (t) => {
  const far = await startFarApp(t, HOSTS);
  await far.load("t", "SELECT range AS a FROM range(100)");
  await connect(far.app, { name: "self", source_type: "hotdata", config: far.config });
  for (const mode of ["live", "cached"]) {
    const all = await Promise.all(
      Array.from({ length: 12 }, () =>
        query(far.app, "SELECT count(*) AS n, sum(a) AS s FROM self.main.t WHERE a < 10", {
          read_mode: mode,
        }),
      ),
    );
    for (const { rows } of all) assert.deepEqual(rows, [[10, 45]]);
  }
});

test("neither keys nor values are in what is shown of a failed connection", async (t) => {
  const app = await startTestApp(t, HOSTS);
  const config = { base_url: "http://127.0.0.1:1999", token: TEST_KEY };
  const made = await app.call("POST", "/v1/connections", {
    json: { name: "gone", source_type: "hotdata", config },
  });
  assert.equal(made.json.discovery_status, "failed");
  assert.ok(!made.text.includes(TEST_KEY));
  const health = await app.call("GET", `/v1/connections/${made.json.id}/health`);
  assert.equal(health.json.healthy, false);
  assert.match(health.json.error, /127\.0\.0\.1:1999/);
  const outside = await app.call("POST", "/v1/connections", {
    json: { name: "etc", source_type: "duckdb", config: { path: "/etc/passwd" } },
  });
  assert.equal(outside.json.discovery_status, "failed");
  assert.match(outside.json.discovery_error, /HOTDATA_CONNECTION_FOLDERS/);
  for (const path of ["sales.duckdb", 7, undefined]) {
    const wrong = await app.call("POST", "/v1/connections", {
      json: { name: "wrong", source_type: "duckdb", config: { path } },
    });
    assert.equal(wrong.status, 400);
    assert.match(wrong.json.error.message, /\bpath\b/);
  }
});
