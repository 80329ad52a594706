import assert from "node:assert/strict";
import { it } from "node:test";
import { startTestApp } from "../start-test-app.ts";

const ANONYMOUS = { headers: { authorization: "" } };

it("/metrics counts requests by operation and status, and names nothing else", async (t) => {
  const app = await startTestApp(t);
  const { json } = await app.call("POST", "/v1/databases", { json: { name: "secret plans" } });
  await app.call("GET", `/v1/databases/${json.id}`);
  await app.call("GET", `/v1/databases/${json.id}`);
  await app.call("GET", "/v1/databases/nothing");
  await app.call("GET", "/nowhere");
  const { status, headers, text } = await app.call("GET", "/metrics", ANONYMOUS);
  assert.equal(status, 200);
  assert.match(headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  const count = (operation: string, answered: number): number => {
    const labels = `operation="${operation}",status="${answered}"`;
    const line = new RegExp(
      `^hotdata_http_request_duration_seconds_count\\{${labels}\\} (\\d+)$`,
      "m",
    );
    return Number(line.exec(text)?.[1]);
  };
  assert.equal(count("create_database", 201), 1);
  assert.equal(count("get_database", 200), 2);
  assert.equal(count("get_database", 404), 1);
  assert.equal(count("unknown", 404), 1);
  assert.match(text, /^hotdata_engine_processes [1-9]/m);
  assert.match(text, /^hotdata_disk_free_bytes [1-9]/m);
  assert.match(text, /^hotdata_statements\{state="running"\} 0$/m);
  assert.doesNotMatch(text, /secret plans|nowhere|dbid|work[0-9a-z]{20}/);
});

it("/metrics counts queries, their ends and where their time goes", async (t) => {
  const app = await startTestApp(t);
  const query = (sql: string) => app.call("POST", "/v1/query", { json: { sql } });
  await query("SELECT * FROM range(7)");
  await query("SELECT nothing FROM nowhere");
  const { text } = await app.call("GET", "/metrics", ANONYMOUS);
  assert.match(text, /^hotdata_query_duration_seconds_count\{status="succeeded"\} 1$/m);
  assert.match(text, /^hotdata_query_duration_seconds_count\{status="failed"\} 1$/m);
  assert.match(text, /^hotdata_query_errors_total\{code="BAD_REQUEST"\} 1$/m);
  assert.match(text, /^hotdata_query_result_rows_total 7$/m);
  for (const [phase, count] of Object.entries({ queue: 2, inspect: 2, execute: 1, persist: 1 })) {
    const line = `hotdata_query_phase_duration_seconds_count{phase="${phase}"} ${count}`;
    assert.ok(text.split("\n").includes(line), line);
  }
});

it("/metrics shows what runs and what waits", async (t) => {
  const limits = { runningStatements: 2, workspaceRunningStatements: 1 };
  const app = await startTestApp(t, limits);
  const json = {
    sql: "SELECT sum(a.i * b.i) FROM range(200000) a(i), range(200000) b(i)",
    async: true,
  };
  const started = await Promise.all([1, 2, 3].map(() => app.call("POST", "/v1/query", { json })));
  const shown = (): Promise<string> =>
    app.call("GET", "/metrics", ANONYMOUS).then(({ text }) => text);
  const states = /^hotdata_statements\{state="running"\} 1\n.*"aside"\} 0\n.*"waiting"\} 2$/m;
  while (!states.test(await shown())) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { json: run } of started) {
    await app.call("POST", `/v1/query-runs/${run.query_run_id}/cancel`);
  }
  assert.match(await shown(), /^hotdata_statements\{state="running"\} 0\n/m);
});

it("/metrics is not there when it is switched off", async (t) => {
  const app = await startTestApp(t, { metrics: "off" });
  assert.equal((await app.call("GET", "/metrics", ANONYMOUS)).status, 404);
});
