import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, it } from "node:test";
import { type Json, startTestApp } from "../start-test-app.ts";

interface Operator {
  readonly name: string;
  readonly rows: number;
  readonly milliseconds: number;
  readonly details: Readonly<Record<string, string>>;
  readonly operators: readonly Operator[];
}

const JOIN = `SELECT c.name, sum(o.amount) AS total FROM orders o JOIN cities c ON o.city = c.id
  WHERE o.amount > 10 GROUP BY ALL ORDER BY total DESC`;

async function startWithTables(t: TestContext) {
  const app = await startTestApp(t);
  const schemas = [{ name: "main", tables: [{ name: "orders" }, { name: "cities" }] }];
  const { json: database } = await app.call("POST", "/v1/databases", { json: { schemas } });
  const load = async (table: string, json: Json) => {
    const path = `/v1/databases/${database.id}/schemas/main/tables/${table}/loads`;
    const answer = await app.call("POST", path, { json });
    assert.equal(answer.status, 200, answer.text);
  };
  const orders = Array.from({ length: 5_000 }, (_, i) => `${i},${i % 3},${i % 100}`);
  await load("orders", { mode: "replace", data: `id,city,amount\n${orders.join("\n")}\n` });
  await load("cities", { mode: "replace", data: "id,name\n0,Lisbon\n1,Porto\n2,Faro\n" });
  const headers = { "x-database-id": database.id };
  const query = (json: Json) => app.call("POST", "/v1/query", { json, headers });
  const profile = (id: string) => app.call("GET", `/v1/query-runs/${id}/profile`, { headers });
  return { app, databaseId: database.id, load, query, profile };
}

function flat(operator: Operator): Operator[] {
  return [operator, ...operator.operators.flatMap(flat)];
}

it("a query sent with profile: true tells its operators, and answers as without", async (t) => {
  const { query, profile, app } = await startWithTables(t);
  const plain = await query({ sql: JOIN });
  const answered = await query({ sql: JOIN, profile: true });
  assert.deepEqual(answered.json.rows, plain.json.rows);
  assert.deepEqual(answered.json.columns, plain.json.columns);
  const { status, json, text } = await profile(answered.json.query_run_id);
  assert.equal(status, 200, text);
  assert.equal(json.query_run_id, answered.json.query_run_id);
  assert.equal(json.row_count, 3);
  assert.equal(json.rows_scanned, 5_003);
  assert.ok(json.bytes_scanned > 0 && json.execution_ms > 0 && json.is_whole);
  const operators = flat(json.plan);
  assert.equal(json.plan.name, "STORE_RESULT");
  assert.equal(json.plan.rows, 3);
  const scans = operators.filter(({ details }) => details["Table"] !== undefined);
  assert.deepEqual(
    new Set(scans.map(({ details }) => details["Table"])),
    new Set(["default.main.cities", "default.main.orders"]),
  );
  assert.ok(operators.some(({ name, rows }) => name === "HASH_JOIN" && rows === 4_450));
  const spent = operators.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  assert.ok(Math.abs(spent - json.cpu_ms) < 1 + json.cpu_ms / 10, `${spent} of ${json.cpu_ms}`);
  assert.doesNotMatch(text, /parquet"|EXPLAIN|COPY/);
  assert.ok(!text.includes(app.dataDir) && !text.includes("/data"), text);
  const stored = await app.call("GET", `/v1/results/${answered.json.result_id}`);
  assert.deepEqual(stored.json.rows, plain.json.rows);
});

it("profiles work with parameters, in the background, for empty results, and after a restart", async (t) => {
  const { query, profile, app } = await startWithTables(t);
  const sql = "SELECT id FROM orders WHERE city = $city AND amount < 0";
  const answered = await query({ sql, parameters: { city: 1 }, profile: true });
  assert.equal(answered.json.total_row_count, 0);
  assert.equal((await profile(answered.json.query_run_id)).json.row_count, 0);
  const started = await query({ sql: JOIN, profile: true, async: true });
  assert.equal(started.status, 202);
  const path = `/v1/query-runs/${started.json.query_run_id}`;
  while ((await app.call("GET", path)).json.status === "running");
  const background = await app.call("GET", `${path}/profile`);
  assert.equal(background.json.row_count, 3);
  const again = await app.restart();
  assert.deepEqual((await again.call("GET", `${path}/profile`)).json, background.json);
});

it("a profile names no file of the server, where rows were replaced by key either", async (t) => {
  const { query, profile, load, app } = await startWithTables(t);
  await load("orders", { mode: "upsert", key: ["id"], data: "id,city,amount\n7,2,999\n" });
  await load("orders", { mode: "delete", key: ["id"], data: "id\n8\n" });
  const answered = await query({ sql: "SELECT * FROM orders", profile: true });
  assert.equal(answered.json.total_row_count, 4_999);
  const { text, status } = await profile(answered.json.query_run_id);
  assert.equal(status, 200);
  assert.ok(!text.includes(app.dataDir), text);
  assert.doesNotMatch(text, /\.parquet/);
});

it("a run without a profile says how to get one", async (t) => {
  const { query, profile } = await startWithTables(t);
  const without = await query({ sql: JOIN });
  const unasked = await profile(without.json.query_run_id);
  assert.equal(unasked.status, 404);
  assert.match(unasked.json.error.message, /"profile": true/);
  const described = await query({ sql: "DESCRIBE orders", profile: true });
  assert.equal(described.status, 200);
  assert.match((await profile(described.json.query_run_id)).json.error.message, /only a SELECT/);
  const explained = await query({ sql: `EXPLAIN ANALYZE ${JOIN}`, profile: true });
  assert.equal((await profile(explained.json.query_run_id)).status, 404);
  assert.equal((await query({ sql: JOIN, profile: "yes" })).status, 400);
  const failed = await query({ sql: "SELECT 1 FROM nowhere", profile: true });
  assert.equal(failed.status, 400);
});

it("an operator with a long list is cut, and a plan of thousands of operators is bounded", async (t) => {
  const { query, profile } = await startWithTables(t);
  const list = Array.from({ length: 2_000 }, (_, i) => `'${i}x'`).join(", ");
  const long = await query({
    sql: `SELECT * FROM orders WHERE city::VARCHAR IN (${list})`,
    profile: true,
  });
  const cut = await profile(long.json.query_run_id);
  assert.equal(cut.status, 200);
  assert.ok(cut.text.length < 10_000, `${cut.text.length}`);
  const union = Array.from({ length: 900 }, (_, i) => `SELECT id + ${i} FROM orders WHERE id = 1`);
  const many = await query({ sql: union.join(" UNION ALL "), profile: true });
  assert.equal(many.json.total_row_count, 900, many.text);
  const bounded = await profile(many.json.query_run_id);
  assert.equal(bounded.json.is_whole, false);
  assert.ok(flat(bounded.json.plan).length <= 501);
  assert.ok(bounded.text.length < 250_000, `${bounded.text.length}`);
});

it("a profile goes with its run, and is not shown to other databases", async (t) => {
  const { query, app, databaseId } = await startWithTables(t);
  const { json } = await query({ sql: JOIN, profile: true });
  const path = `/v1/query-runs/${json.query_run_id}/profile`;
  assert.equal((await app.call("GET", path)).status, 200);
  const other = await app.call("POST", "/v1/databases", { json: {} });
  const elsewhere = await app.call("GET", path, { headers: { "x-database-id": other.json.id } });
  assert.equal(elsewhere.status, 404);
  assert.match(elsewhere.json.error.message, /Query run '.*' not found/);
  await app.call("DELETE", `/v1/databases/${databaseId}`);
  assert.equal((await app.call("GET", path)).status, 200);
  const made = await app.call("POST", "/v1/workspaces", { json: { name: "gone soon" } });
  const workspace = { "x-workspace-id": made.json.workspace.public_id };
  const sent = { json: { sql: "SELECT 1", profile: true }, headers: workspace };
  assert.equal((await app.call("POST", "/v1/query", sent)).status, 200);
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"), { readOnly: true });
  t.after(() => metastore.close());
  const count = () =>
    metastore.prepare("SELECT count(*) AS n FROM query_run_profiles").get()?.["n"];
  assert.equal(count(), 2);
  await app.call("DELETE", `/v1/workspaces/${made.json.workspace.public_id}`);
  assert.equal(count(), 1);
});
