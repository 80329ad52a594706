import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { HistoryRetention } from "../../src/history/history-retention.ts";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { startTestApp, type TestApp } from "../start-test-app.ts";

const DAY_MS = 86_400_000;
const never = new AbortController().signal;

/** What a server's sweep does, on the server's own metastore. */
async function trim(app: TestApp, retentionDays: number) {
  const metastore = openMetastore(app.dataDir);
  try {
    const retentionMs = retentionDays === 0 ? undefined : retentionDays * DAY_MS;
    await new HistoryRetention({ metastore, retentionMs }).trim(never);
  } finally {
    await metastore.destroy();
  }
}

function change(app: TestApp, sql: string): void {
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"), { timeout: 5_000 });
  metastore.exec(sql);
  metastore.close();
}

/** As if everything that is there had been done so many days ago. */
function makeOlder(app: TestApp, days: number): void {
  const at = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${days} days')`;
  change(
    app,
    `UPDATE query_runs SET created_at = ${at}, completed_at = ${at} WHERE completed_at IS NOT NULL;
     UPDATE jobs SET created_at = ${at}, completed_at = ${at} WHERE completed_at IS NOT NULL;
     UPDATE loads SET created_at = ${at}`,
  );
}

async function query(app: TestApp, sql: string) {
  const answer = await app.call("POST", "/v1/query", { json: { sql } });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

async function runIds(app: TestApp): Promise<string[]> {
  const { json } = await app.call("GET", "/v1/query-runs");
  return json.query_runs.map(({ id }: { id: string }) => id);
}

test("old runs go once their results are gone; young ones stay", async (t) => {
  const app = await startTestApp(t);
  const stored = await query(app, "SELECT 1");
  const gone = await query(app, "SELECT 2");
  makeOlder(app, 100);
  change(app, `DELETE FROM results WHERE id = '${gone.result_id}'`);
  const young = await query(app, "SELECT 3");
  change(app, `DELETE FROM results WHERE id = '${young.result_id}'`);

  await trim(app, 0);
  await trim(app, 101);
  assert.equal((await runIds(app)).length, 3);
  await trim(app, 90);
  assert.deepEqual(await runIds(app), [young.query_run_id, stored.query_run_id]);
  assert.equal((await app.call("GET", `/v1/query-runs/${gone.query_run_id}`)).status, 404);
  assert.equal((await app.call("GET", `/v1/results/${stored.result_id}`)).status, 200);
  change(app, "DELETE FROM results");
  await trim(app, 90);
  assert.deepEqual(await runIds(app), [young.query_run_id]);
});

async function loadInBackground(app: TestApp) {
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const path = `/v1/databases/${id}/schemas/main/tables/t/loads`;
  const headers = { "content-type": "text/csv" };
  const upload = (await app.call("POST", "/v1/files", { body: "a\n1\n", headers })).json.id;
  const json = { mode: "append", upload_id: upload, async: true };
  const started = await app.call("POST", path, { json });
  assert.equal(started.status, 202, started.text);
  const jobPath = `/v1/jobs/${started.json.id}`;
  for (;;) {
    const { status } = (await app.call("GET", jobPath)).json;
    if (status === "succeeded") break;
    assert.ok(status === "pending" || status === "running", status);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { path, jobPath, request: { mode: "append", upload_id: upload }, databaseId: id };
}

test("old jobs and loads go; an upload is not loaded a second time all the same", async (t) => {
  const app = await startTestApp(t);
  const { path, jobPath, request, databaseId } = await loadInBackground(app);
  const keyed = { json: { mode: "append", data: "a\n2\n", idempotency_key: "monday" } };
  const first = await app.call("POST", path, keyed);
  assert.equal(first.status, 200, first.text);
  const repeated = await app.call("POST", path, { json: request });
  assert.equal(repeated.status, 200, repeated.text);
  makeOlder(app, 91);
  await trim(app, 90);

  assert.equal((await app.call("GET", jobPath)).status, 404);
  assert.deepEqual((await app.call("GET", "/v1/jobs")).json.jobs, []);
  const late = await app.call("POST", path, { json: request });
  assert.equal(late.status, 409, late.text);
  assert.match(late.json.error.message, /upload the file again/);
  // The table's history still knows the load with the key.
  const lateKeyed = await app.call("POST", path, keyed);
  assert.equal(lateKeyed.status, 200, lateKeyed.text);
  const sql = { json: { sql: "SELECT count(*) FROM t", database_id: databaseId } };
  assert.deepEqual((await app.call("POST", "/v1/query", sql)).json.rows, [[2]]);
});

test("what is under way is never forgotten", async (t) => {
  const app = await startTestApp(t);
  await query(app, "SELECT 1");
  const at = "'2020-01-01T00:00:00.000Z'";
  change(
    app,
    `UPDATE query_runs SET created_at = ${at}, status = 'running', completed_at = NULL, result_id = NULL;
     INSERT INTO jobs (id, workspace_id, type, status, attempts, payload, run_at, created_at)
       SELECT 'job1', workspace_id, 'noop', 'running', 1, 'null', ${at}, ${at} FROM query_runs;
     INSERT INTO loads (id, workspace_id, connection_id, database_id, schema_name, table_name, mode, request_hash, created_at)
       VALUES ('load1', 'w', 'c', 'd', 's', 't', 'append', '', ${at})`,
  );
  await trim(app, 1);
  assert.equal((await runIds(app)).length, 1);
  assert.equal((await app.call("GET", "/v1/jobs/job1")).status, 200);
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
  assert.equal(metastore.prepare("SELECT 1 FROM loads").all().length, 1);
  metastore.close();
});

test("much that is old goes in small steps, between which requests are answered", async (t: TestContext) => {
  const app = await startTestApp(t);
  await query(app, "SELECT 1");
  change(
    app,
    `INSERT INTO query_runs (id, workspace_id, status, sql_text, sql_hash, created_at, completed_at, trace_id, key_id)
     SELECT 'old' || n, workspace_id, 'succeeded', sql_text, sql_hash, '2020-01-01T00:00:00.000Z',
       '2020-01-01T00:00:00.000Z', trace_id, key_id
     FROM query_runs, (WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000) SELECT n FROM n);
     UPDATE query_runs SET seq = seq + 100000 WHERE id NOT LIKE 'old%'`,
  );
  let longest = 0;
  let previous = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - previous);
    previous = performance.now();
  }, 5);
  const started = performance.now();
  await trim(app, 90);
  clearInterval(watch);
  t.diagnostic(
    `20000 runs in ${Math.round(performance.now() - started)} ms, longest step ${Math.round(longest)} ms`,
  );
  assert.equal((await runIds(app)).length, 1);
  assert.ok(longest < 1_000, `${longest} ms`);
});
