import assert from "node:assert/strict";
import { test } from "node:test";
import { type QueryFixture, startQueryFixture } from "../query/start-query-fixture.ts";

async function makeSandbox({ app }: QueryFixture): Promise<string> {
  return (await app.call("POST", "/v1/sandboxes", { json: {} })).json.sandbox.public_id;
}

/** Runs a query with these headers; the history's record of it. */
async function runWith({ app }: QueryFixture, headers: Record<string, string>, options = {}) {
  const json = { sql: "SELECT 1 AS one", ...options };
  const { json: answer } = await app.call("POST", "/v1/query", { headers, json });
  return (await app.call("GET", `/v1/query-runs/${answer.query_run_id}`)).json;
}

test("runs belong to the sandbox that either header names, in foreground and background", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app } = fixture;
  const id = await makeSandbox(fixture);
  const other = await makeSandbox(fixture);
  const ids = [];
  for (const headers of [
    { "x-session-id": id },
    { "x-sandbox-id": id },
    { "x-session-id": "s_gonegone", "x-sandbox-id": id },
    { "x-session-id": id, "x-database-id": fixture.databaseId },
  ]) {
    const run = await runWith(fixture, headers);
    assert.equal(run.sandbox_id, id, JSON.stringify(headers));
    ids.unshift(run.id);
  }
  const background = await runWith(fixture, { "x-session-id": id }, { async: true });
  assert.equal(background.sandbox_id, id);
  ids.unshift(background.id);
  assert.equal((await runWith(fixture, { "x-session-id": other })).sandbox_id, other);
  const outside = await runWith(fixture, {});
  assert.equal(outside.sandbox_id, null);

  const listed = await app.call("GET", `/v1/query-runs?sandbox_id=${id}`);
  assert.deepEqual(
    listed.json.query_runs.map((run: { id: string }) => run.id),
    ids,
  );
  const page = await app.call("GET", `/v1/query-runs?sandbox_id=${id}&limit=2`);
  assert.equal(page.json.has_more, true);
  const next = `/v1/query-runs?sandbox_id=${id}&limit=9&cursor=${page.json.next_cursor}`;
  assert.equal((await app.call("GET", next)).json.count, 3);
});

test("a failed run and one of a saved query belong to their sandbox too", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app } = fixture;
  const id = await makeSandbox(fixture);
  const headers = { "x-session-id": id };
  await app.call("POST", "/v1/query", { headers, json: { sql: "SELECT * FROM nowhere" } });
  const saved = await app.call("POST", "/v1/queries", { json: { name: "n", sql: "SELECT 2" } });
  const path = `/v1/queries/${saved.json.id}/execute`;
  assert.equal((await app.call("POST", path, { headers, json: {} })).status, 200);
  const { query_runs: runs } = (await app.call("GET", `/v1/query-runs?sandbox_id=${id}`)).json;
  const seen = runs.map((run: { status: string }) => run.status);
  assert.deepEqual(seen, ["succeeded", "failed"]);
});

test("a header that names no sandbox of the workspace is ignored", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app } = fixture;
  const id = await makeSandbox(fixture);
  const b = (await app.call("POST", "/v1/workspaces", { json: { name: "b" } })).json.workspace;
  const inA = { "x-workspace-id": app.app.workspaceId };
  const inB = { "x-workspace-id": b.public_id, "x-session-id": id };
  const foreign = await app.call("POST", "/v1/query", { headers: inB, json: { sql: "SELECT 1" } });
  assert.equal(foreign.status, 200, foreign.text);
  const seen = await app.call("GET", "/v1/query-runs", { headers: inB });
  assert.equal(seen.json.query_runs[0].sandbox_id, null);
  assert.equal((await app.call("GET", "/v1/results", { headers: inB })).json.count, 1);
  await app.call("DELETE", `/v1/workspaces/${b.public_id}`);

  assert.equal((await runWith(fixture, { "x-session-id": "" })).sandbox_id, null);
  assert.equal((await runWith(fixture, { "x-session-id": "nonsense; --" })).sandbox_id, null);
  const mine = await runWith(fixture, { "x-session-id": id });
  await app.call("DELETE", `/v1/sandboxes/${id}`, { headers: inA });
  assert.equal((await runWith(fixture, { "x-session-id": id })).sandbox_id, null);
  const history = (await app.call("GET", `/v1/query-runs?sandbox_id=${id}`)).json.query_runs;
  assert.deepEqual(history, [mine], "the history outlives the sandbox");
});

test("inside a sandbox all data and results can be read", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app, databaseId } = fixture;
  const outside = await fixture.query("SELECT id FROM orders ORDER BY id");
  const headers = { "x-session-id": await makeSandbox(fixture), "x-database-id": databaseId };
  const result = await app.call("GET", `/v1/results/${outside.json.result_id}`, { headers });
  assert.deepEqual(result.json.rows, [[1], [2], [3]]);
  assert.equal((await app.call("GET", "/v1/results", { headers })).json.count, 1);
});
