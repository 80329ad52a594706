import assert from "node:assert/strict";
import { type TestContext, it } from "node:test";
import { type Json, startTestApp } from "../start-test-app.ts";
import type { Config } from "../../src/config/load-config.ts";

/** Tens of milliseconds. */
const SLOW = "SELECT sum(a.i * b.i) AS secret_total FROM range(4000) a(i), range(4000) b(i)";

async function startLogged(t: TestContext, config: Partial<Config>) {
  const lines: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  t.mock.method(process.stderr, "write", (text: string | Uint8Array) => {
    if (!String(text).startsWith("{")) return write(text);
    lines.push(String(text));
    return true;
  });
  const app = await startTestApp(t, { logLevel: "warn", ...config });
  const slow = (): Json[] =>
    lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "slow query");
  return { app, lines, slow };
}

it("a slow query leaves one line: ids, phases and counts, never SQL or values", async (t) => {
  const { app, lines, slow } = await startLogged(t, { slowQueryMs: 10 });
  const schemas = [{ name: "main", tables: [{ name: "orders" }] }];
  const { json: database } = await app.call("POST", "/v1/databases", { json: { schemas } });
  await app.call("POST", `/v1/databases/${database.id}/schemas/main/tables/orders/loads`, {
    json: { mode: "replace", data: "id\n1\n2\n3\n" },
  });
  const headers = { "x-database-id": database.id, "x-request-id": "my-request" };
  const sql = `${SLOW}, orders WHERE $word = 'hidden value'`;
  const json = { sql, parameters: { word: "hidden value" } };
  const answer = await app.call("POST", "/v1/query", { json, headers });
  assert.equal(answer.status, 200, answer.text);
  const [line, ...others] = slow();
  assert.equal(others.length, 0);
  const { json: run } = await app.call("GET", `/v1/query-runs/${line.run_id}`);
  assert.equal(run.sql_text, sql);
  assert.equal(line.level, 40);
  assert.equal(line.request_id, "my-request");
  assert.equal(line.trace_id, answer.headers.get("x-trace-id"));
  assert.equal(line.database_id, database.id);
  assert.match(line.workspace_id, /^work/);
  assert.equal(line.status, "succeeded");
  assert.equal(line.rows, 1);
  assert.equal(line.rows_scanned, 3);
  assert.equal(line.bytes_scanned, run.bytes_scanned);
  assert.ok(line.ms > 10);
  assert.deepEqual(Object.keys(line.phases_ms).toSorted(), [
    "execute",
    "inspect",
    "persist",
    "queue",
    "resolve",
  ]);
  const spent = Object.values<number>(line.phases_ms).reduce((sum, ms) => sum + ms, 0);
  assert.ok(spent < line.ms * 1.2 + 20 && spent > line.ms / 2, JSON.stringify(line));
  assert.doesNotMatch(lines.join(""), /SELECT|secret_total|hidden value|orders/);
});

it("one that fails or is stopped says so", async (t) => {
  const { app, slow } = await startLogged(t, { slowQueryMs: 10 });
  const endless = SLOW.replaceAll("4000", "4000000");
  const answer = await app.call("POST", "/v1/query", { json: { sql: endless, timeout_ms: 200 } });
  assert.equal(answer.status, 400);
  const [line] = slow();
  assert.equal(line.status, "failed");
  assert.equal(line.error_code, "BAD_REQUEST");
  assert.equal(line.rows, null);
  assert.ok(line.phases_ms.execute > 50);
});

it("quick ones leave none", async (t) => {
  const quick = await startLogged(t, { slowQueryMs: 60_000 });
  await quick.app.call("POST", "/v1/query", { json: { sql: SLOW } });
  assert.deepEqual(quick.slow(), []);
});

it("0 switches the lines off", async (t) => {
  const off = await startLogged(t, { slowQueryMs: 0 });
  await off.app.call("POST", "/v1/query", { json: { sql: SLOW } });
  assert.deepEqual(off.slow(), []);
});
