import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../../src/config/load-config.ts";
import { eventually, SLOW_SQL } from "../query/start-query-fixture.ts";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

/** One statement at a time in each of two workspaces. */
const NARROW = {
  maxRunningQueries: 9,
  workspaceQueries: 3,
  runningStatements: 3,
  workspaceRunningStatements: 1,
} satisfies Partial<Config>;

class Workspace {
  readonly app: TestApp;
  readonly headers: Readonly<Record<string, string>>;

  constructor(app: TestApp, workspaceId: string) {
    this.app = app;
    this.headers = { "x-workspace-id": workspaceId };
  }

  call(method: string, path: string, json?: unknown): Promise<Answer> {
    return this.app.call(method, path, { headers: this.headers, ...(json ? { json } : {}) });
  }

  query(sql: string, options: object = {}): Promise<Answer> {
    return this.call("POST", "/v1/query", { sql, ...options });
  }

  async runs(status = ""): Promise<{ id: string; status: string; sql_text: string }[]> {
    const query = status === "" ? "" : `?status=${status}`;
    return (await this.call("GET", `/v1/query-runs${query}`)).json.query_runs;
  }

  async isRunning(sql: string): Promise<void> {
    await eventually(`a run of ${sql}`, async () =>
      (await this.runs("running")).find((run) => run.sql_text === sql),
    );
  }

  cancel(id: string): Promise<Answer> {
    return this.call("POST", `/v1/query-runs/${id}/cancel`);
  }
}

async function start(t: TestContext, overrides: Partial<Config> = NARROW) {
  const app = await startTestApp(t, overrides);
  const make = async (name: string) => {
    const { json } = await app.call("POST", "/v1/workspaces", { json: { name } });
    return new Workspace(app, json.workspace.public_id);
  };
  return { app, first: await make("first"), second: await make("second") };
}

test("what has no room is refused before any work, and nothing else notices", async (t) => {
  const { first, second } = await start(t);
  const slow = await first.query(SLOW_SQL, { async: true });
  const waiting = [first.query("SELECT 1"), first.query("SELECT 2")];
  await first.isRunning("SELECT 1");
  await first.isRunning("SELECT 2");
  const refused = await Promise.all([
    first.query("SELECT 3"),
    first.query("no SQL at all"),
    first.query("SELECT 4", { async: true }),
  ]);
  for (const { status, json, headers } of refused) {
    assert.equal(status, 429);
    assert.equal(json.error.code, "OVERLOADED");
    assert.match(headers.get("retry-after") ?? "", /^[1-9]\d*$/);
  }
  assert.deepEqual((await second.query("SELECT 5")).json.rows, [[5]]);
  assert.equal((await first.cancel(slow.json.query_run_id)).status, 204);
  const answers = await Promise.all(waiting);
  assert.deepEqual(
    answers.map(({ json }) => json.rows),
    [[[1]], [[2]]],
  );
  assert.deepEqual((await first.query("SELECT 6")).json.rows, [[6]]);
  const recorded = (await first.runs()).map((run) => run.sql_text).toSorted();
  assert.deepEqual(recorded, ["SELECT 1", "SELECT 2", "SELECT 6", SLOW_SQL].toSorted());
});

test("queries of a workspace run in order of arrival", async (t) => {
  const { first } = await start(t, { ...NARROW, workspaceQueries: 6 });
  const slow = await first.query(SLOW_SQL, { async: true });
  const ended: number[] = [];
  const waiting = [];
  for (let n = 1; n <= 4; n += 1) {
    // Long enough for the answer before it to have arrived: results are stored after the turn.
    const sql = `SELECT ${n} + 0 * sum(i) FROM range(20000000) t(i)`;
    waiting.push(first.query(sql).then(() => ended.push(n)));
    await first.isRunning(sql);
  }
  await first.cancel(slow.json.query_run_id);
  await Promise.all(waiting);
  assert.deepEqual(ended, [1, 2, 3, 4]);
});

test("a waiting query can be cancelled, left, and run out of time; its place is free at once", async (t) => {
  const { app, first } = await start(t);
  const slow = await first.query(SLOW_SQL, { async: true });

  const waiting = await first.query("SELECT 'cancelled'", { async: true });
  assert.equal(waiting.status, 202);
  assert.equal((await first.cancel(waiting.json.query_run_id)).status, 204);
  const run = await first.call("GET", waiting.json.status_url);
  assert.equal(run.json.status, "cancelled");

  const leaving = new AbortController();
  const left = fetch(`${app.url}/v1/query`, {
    method: "POST",
    headers: { authorization: "Bearer test-key-of-the-operator", ...first.headers },
    body: JSON.stringify({ sql: "SELECT 'left'" }),
    signal: leaving.signal,
  });
  await first.isRunning("SELECT 'left'");
  leaving.abort();
  await assert.rejects(left);
  await eventually("the end of it", async () =>
    (await first.runs("cancelled")).find((ended) => ended.sql_text === "SELECT 'left'"),
  );

  const late = await first.query("SELECT 'late'", { timeout_ms: 300 });
  assert.equal(late.status, 400);
  assert.match(late.json.error.message, /waited for its turn longer than its timeout_ms allows/);

  const both = [first.query("SELECT 1"), first.query("SELECT 2")];
  await sleep(150);
  await first.cancel(slow.json.query_run_id);
  for (const { status } of await Promise.all(both)) assert.equal(status, 200);
});

test("a stop ends what waits, with its reason", async (t) => {
  const { app, first } = await start(t, { ...NARROW, shutdownTimeoutMs: 200 });
  await first.query(SLOW_SQL, { async: true });
  const waiting = await first.query("SELECT 1", { async: true });
  const again = await app.restart();
  const workspace = new Workspace(again, first.headers["x-workspace-id"] ?? "");
  const run = await workspace.call("GET", waiting.json.status_url);
  assert.equal(run.json.status, "failed");
  assert.match(run.json.error_message, /shutting down/);
  assert.deepEqual((await workspace.query("SELECT 2")).json.rows, [[2]]);
});

test("profiles, datasets, saved queries and exports have their bounds, too", async (t) => {
  const { first, second } = await start(t, { ...NARROW, workspaceQueries: 1 });
  const stored = await first.query("SELECT range AS n FROM range(200000)");
  const path = `/v1/results/${stored.json.result_id}?format=csv`;
  const saved = await first.call("POST", "/v1/queries", { name: "one", sql: "SELECT 1" });
  const slow = await first.query(SLOW_SQL, { async: true });
  const dataset = { label: "rows", source: { sql: "SELECT 1 AS a" } };
  const refused = await Promise.all([
    first.call("POST", `/v1/queries/${saved.json.id}/execute`, {}),
    first.call("POST", "/v1/datasets", dataset),
  ]);
  for (const { status, text } of refused) assert.equal(status, 429, text);
  assert.equal((await second.call("POST", "/v1/datasets", dataset)).status, 201);
  const [one, two] = await Promise.all([first.call("GET", path), first.call("GET", path)]);
  const statuses = [one.status, two.status].toSorted((left, right) => left - right);
  assert.deepEqual(statuses, [200, 429], "one export at a time, and no query in its way");
  assert.equal((await first.call("GET", path)).text.split("\n").length, 200_002);
  await first.cancel(slow.json.query_run_id);
});

test("a reader that takes its time keeps no turn", async (t) => {
  const { app, first } = await start(t);
  const stored = await first.query("SELECT range AS n, repeat('x', 200) AS x FROM range(200000)");
  const path = `/v1/results/${stored.json.result_id}?format=csv`;
  const slow = await fetch(app.url + path, {
    headers: { authorization: "Bearer test-key-of-the-operator", ...first.headers },
  });
  const reader = slow.body?.getReader();
  await reader?.read();
  await sleep(300);
  assert.equal((await first.call("GET", `${path}&limit=5`)).text.split("\n").length, 7);
  await reader?.cancel();
});

test("fifty clients see no 429 with the settings as they are", async (t) => {
  const { first } = await start(t, {});
  const sql = "SELECT count(*), sum(range % 7) FROM range(2000000)";
  const clients = Array.from({ length: 50 }, async (_, client) => {
    const statuses: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { status, json } = await first.query(sql, { async: client % 5 === 0 });
      statuses.push(status);
      if (status === 200) {
        const path = `/v1/results/${json.result_id}?format=csv`;
        statuses.push((await first.call("GET", path)).status);
      }
    }
    return statuses;
  });
  const statuses = new Set((await Promise.all(clients)).flat());
  assert.deepEqual(statuses, new Set([202, 200]));
});

test("loads have a line of their own, and those that find no room change nothing", async (t) => {
  const { first, second } = await start(t, { ...NARROW, workspaceQueries: 2 });
  const { id } = (await first.call("POST", "/v1/databases", { name: "loads" })).json;
  const slow = await first.query(SLOW_SQL, { async: true });
  const rows = Array.from({ length: 60_000 }, (_, n) => `${n},${"x".repeat(20)}`).join("\n");
  const load = (table: string) =>
    first.call("POST", `/v1/databases/${id}/schemas/main/tables/${table}/loads`, {
      mode: "append",
      data: `n,x\n${rows}\n`,
    });
  const answers = await Promise.all(["a", "b", "c", "d", "e", "f"].map(load));
  const done = answers.filter(({ status }) => status === 200).length;
  const refused = answers.filter(({ status }) => status === 429);
  assert.equal(done + refused.length, 6, answers.map(({ text }) => text).join());
  assert.ok(done >= 2 && refused.length >= 1, `${done} loads of 6`);
  for (const { headers } of refused) assert.match(headers.get("retry-after") ?? "", /^[1-9]\d*$/);
  assert.equal((await second.query("SELECT 1")).status, 200);
  await first.cancel(slow.json.query_run_id);
  assert.equal((await load("g")).json.row_count, 60_000);
});
