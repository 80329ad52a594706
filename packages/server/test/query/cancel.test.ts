import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { TEST_KEY } from "../start-test-app.ts";
import { childTicks } from "./engine-time.ts";
import { eventually, runningRun, SLOW_SQL, startQueryFixture } from "./start-query-fixture.ts";

/** A busy engine uses some 100 ticks a second on each processor. */
async function assertEngineRests(): Promise<void> {
  await sleep(200);
  const before = childTicks();
  await sleep(1_000);
  const used = childTicks() - before;
  assert.ok(used < 30, `the engine used ${used} ticks in a second after the query had ended`);
}

test("cancelling a query that somebody waits for", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app, headers, query, get } = fixture;
  const waiting = query(SLOW_SQL);
  const id = await runningRun(fixture);

  await t.test("the engine is busy with it", async () => {
    const before = childTicks();
    await eventually(
      "its use of the processor",
      async () => childTicks() - before > 20 || undefined,
    );
  });

  await t.test("another database and unknown ids are 404", async () => {
    const other = await app.call("POST", "/v1/databases", { json: {} });
    const elsewhere = await app.call("POST", `/v1/query-runs/${id}/cancel`, {
      headers: { "x-database-id": other.json.id },
    });
    assert.equal(elsewhere.status, 404);
    assert.equal((await app.call("POST", "/v1/query-runs/qrunnone/cancel")).status, 404);
  });

  await t.test("204, the waiting caller is told, the run is cancelled", async () => {
    const cancelled = await app.call("POST", `/v1/query-runs/${id}/cancel`, { headers });
    assert.equal(cancelled.status, 204, cancelled.text);
    assert.equal(cancelled.text, "");
    const run = await get(`/v1/query-runs/${id}`);
    assert.equal(run.json.status, "cancelled");
    assert.equal(run.json.error_message, "the query was cancelled");
    assert.equal(run.json.error_code, "QUERY_CANCELLED");
    assert.notEqual(run.json.completed_at, null);
    const answer = await waiting;
    assert.equal(answer.status, 400);
    assert.equal(answer.json.error.code, "QUERY_CANCELLED");
  });

  await t.test("the engine rests, and the database answers at once", async () => {
    await assertEngineRests();
    const begun = performance.now();
    assert.deepEqual((await query("SELECT count(*) FROM orders")).json.rows, [[3]]);
    assert.ok(performance.now() - begun < 2_000);
  });

  await t.test("what has ended cannot be cancelled", async () => {
    const again = await app.call("POST", `/v1/query-runs/${id}/cancel`, { headers });
    assert.equal(again.status, 409);
    assert.match(again.json.error.message, /has ended already: cancelled/);
    const done = await query("SELECT 1");
    const path = `/v1/query-runs/${done.json.query_run_id}/cancel`;
    const late = await app.call("POST", path, { headers });
    assert.equal(late.status, 409);
    assert.match(late.json.error.message, /succeeded/);
  });

  await t.test("the list of runs knows the state", async () => {
    const listed = await get("/v1/query-runs?status=cancelled,failed");
    assert.deepEqual(
      listed.json.query_runs.map((run: { id: string }) => run.id),
      [id],
    );
  });
});

test("cancelling a background query fails its result", async (t) => {
  const { app, headers, query, get } = await startQueryFixture(t);
  const started = await query(SLOW_SQL, { async: true });
  assert.equal(started.status, 202);
  const results = await get("/v1/results");
  const [{ id: resultId, status }] = results.json.results;
  assert.equal(status, "processing");
  const path = `${started.json.status_url}/cancel`;
  const both = await Promise.all([
    app.call("POST", path, { headers }),
    app.call("POST", path, { headers }),
  ]);
  for (const { status: cancelStatus } of both) assert.ok([204, 409].includes(cancelStatus));
  assert.ok(both.some((answer) => answer.status === 204));
  const run = await get(started.json.status_url);
  assert.equal(run.json.status, "cancelled");
  const result = await get(`/v1/results/${resultId}`);
  assert.equal(result.status, 409);
  assert.equal(result.json.error_message, "the query was cancelled");
  await assertEngineRests();
});

const waits = {
  "a client that closes its connection stops its query": {},
  "so does one that waits for its query before that goes on in the background": {
    async: true,
    async_after_ms: 20_000,
  },
};

for (const [title, wait] of Object.entries(waits)) {
  test(title, async (t) => {
    const fixture = await startQueryFixture(t);
    const { app, databaseId, get } = fixture;
    const abort = new AbortController();
    const waiting = fetch(`${app.url}/v1/query`, {
      method: "POST",
      headers: { authorization: `Bearer ${TEST_KEY}`, "x-database-id": databaseId },
      body: JSON.stringify({ sql: SLOW_SQL, ...wait }),
      signal: abort.signal,
    });
    const id = await runningRun(fixture);
    abort.abort();
    await assert.rejects(waiting);
    const ended = await eventually("the end of the run", async () => {
      const { json } = await get(`/v1/query-runs/${id}`);
      return json.status === "running" ? undefined : json;
    });
    assert.equal(ended.status, "cancelled");
    assert.equal(ended.error_message, "the client closed the connection");
    assert.equal(ended.error_code, "QUERY_CANCELLED");
    await assertEngineRests();
  });
}

test("a query goes on in the background although the client that was told so leaves", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app, databaseId, headers, get } = fixture;
  for (const wait of [{ async: true }, { async: true, async_after_ms: 1_000 }]) {
    const body = JSON.stringify({ sql: SLOW_SQL, ...wait });
    const answer = await answerOf(app.url, { ...headers, "x-database-id": databaseId }, body);
    assert.equal(answer.status, 202);
    await sleep(300);
    const { json } = await get(answer.statusUrl);
    assert.equal(json.status, "running");
    await app.call("POST", `${answer.statusUrl}/cancel`, { headers });
  }
});

/** Asks on a connection of its own, and closes it as soon as the answer is there. */
async function answerOf(url: string, headers: Record<string, string>, body: string) {
  const agent = new Agent({ keepAlive: false });
  const sent = request(`${url}/v1/query`, {
    agent,
    method: "POST",
    headers: { ...headers, authorization: `Bearer ${TEST_KEY}` },
  });
  sent.end(body);
  const [response] = await once(sent, "response");
  const answer = JSON.parse(await text(response));
  agent.destroy();
  sent.destroy();
  return { status: response.statusCode, statusUrl: answer.status_url };
}

test("more queries than may run at a time are answered 429", async (t) => {
  const fixture = await startQueryFixture(t, { maxRunningQueries: 1 });
  const { app, headers, query } = fixture;
  const started = await query(SLOW_SQL, { async: true });
  const refused = await query("SELECT 1");
  assert.equal(refused.status, 429);
  assert.equal(refused.json.error.code, "OVERLOADED");
  assert.match(refused.headers.get("retry-after") ?? "", /^\d+$/);
  await app.call("POST", `${started.json.status_url}/cancel`, { headers });
  assert.equal((await query("SELECT 1")).status, 200);
});
