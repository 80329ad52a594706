import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, SLOW_SQL, startQueryFixture } from "./start-query-fixture.ts";

test("the request's own limit", async (t) => {
  const { query, get } = await startQueryFixture(t);
  const answer = await query(SLOW_SQL, { timeout_ms: 200 });
  assert.equal(answer.status, 400);
  assert.equal(
    answer.json.error.message,
    "the query took longer than its timeout_ms allows (200 ms)",
  );
  const { json } = await get("/v1/query-runs?limit=1");
  assert.equal(json.query_runs[0].status, "failed");
  assert.equal(json.query_runs[0].error_message, answer.json.error.message);
  assert.equal(json.query_runs[0].error_code, answer.json.error.code);
  assert.equal((await query("SELECT 1", { timeout_ms: 5_000 })).status, 200);
  assert.equal((await query("SELECT 1", { timeout_ms: null })).status, 200);
  for (const timeout of [0, -5, 1.5, "100"]) {
    const refused = await query("SELECT 1", { timeout_ms: timeout });
    assert.equal(refused.status, 400);
    assert.equal(refused.json.error.details.errors[0].field, "timeout_ms");
  }
});

test("it also ends what runs in the background", async (t) => {
  const { query, get } = await startQueryFixture(t);
  const started = await query(SLOW_SQL, { async: true, timeout_ms: 200 });
  const run = await eventually("the end of the run", async () => {
    const { json } = await get(started.json.status_url);
    return json.status === "running" ? undefined : json;
  });
  assert.equal(run.status, "failed");
  assert.match(run.error_message, /timeout_ms allows \(200 ms\)/);
  assert.equal(run.error_code, "BAD_REQUEST");
});

test("the workspace's limit holds where it is below the server's, and is named", async (t) => {
  const { app, query } = await startQueryFixture(t, { queryTimeoutMs: 60_000 });
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  const set = (limit: number | null) =>
    app.call("PUT", path, { json: { query_timeout_ms: limit } });
  assert.equal((await set(300)).status, 200);
  const answer = await query(SLOW_SQL);
  assert.equal(answer.status, 400);
  assert.match(answer.json.error.message, /longer than the workspace allows .*300 ms/);
  const asked = await query("SELECT 1", { timeout_ms: 301 });
  assert.equal(asked.status, 400);
  assert.match(asked.json.error.message, /at most 300, the workspace's limit/);
  await set(null);
  const beyond = await query("SELECT 1", { timeout_ms: 60_001 });
  assert.match(
    beyond.json.error.message,
    /at most 60000, the server's limit HOTDATA_QUERY_TIMEOUT/,
  );
});

test("the longest async_after_ms is a setting", async (t) => {
  const { query } = await startQueryFixture(t, { maxAsyncAfterMs: 2_000 });
  const most = await query("SELECT 1", { async: true, async_after_ms: 2_000 });
  assert.equal(most.status, 200, most.text);
  const more = await query("SELECT 1", { async: true, async_after_ms: 2_001 });
  assert.equal(more.status, 400);
  assert.match(more.json.error.message, /async_after_ms can be at most 2000/);
});
