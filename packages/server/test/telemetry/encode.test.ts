import assert from "node:assert/strict";
import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { it } from "node:test";
import { TEST_KEY, type TestApp, startTestApp } from "../start-test-app.ts";

const ANONYMOUS = { headers: { authorization: "" } };

async function encodes(app: TestApp): Promise<{ count: number; seconds: number }> {
  const { text } = await app.call("GET", "/metrics", ANONYMOUS);
  const figure = (name: string): number => {
    const line = `hotdata_query_phase_duration_seconds_${name}{phase="encode"} `;
    return Number(
      text
        .split("\n")
        .find((one) => one.startsWith(line))
        ?.slice(line.length) ?? 0,
    );
  };
  return { count: figure("count"), seconds: figure("sum") };
}

/** The server counts when the last byte has left, which the client may see before. */
async function untilEncoded(app: TestApp, count: number): Promise<number> {
  for (;;) {
    const { count: counted, seconds } = await encodes(app);
    assert.ok(counted <= count, `${counted} answers were counted`);
    if (counted === count) return seconds;
    await delay(10);
  }
}

it("writing an answer is a phase of its own: of queries and results, not of what has no rows", async (t) => {
  const app = await startTestApp(t);
  const query = (json: unknown) => app.call("POST", "/v1/query", { json });
  const { json } = await query({ sql: "SELECT 1" });
  await untilEncoded(app, 1);
  await app.call("GET", `/v1/results/${json.result_id}`);
  await untilEncoded(app, 2);
  await app.call("GET", `/v1/results/${json.result_id}?format=arrow`);
  await untilEncoded(app, 3);
  await query({ sql: "SELECT 1", async: true, async_after_ms: 5_000 });
  await untilEncoded(app, 4);
  const { json: saved } = await app.call("POST", "/v1/queries", {
    json: { name: "q", sql: "SELECT 1" },
  });
  await app.call("POST", `/v1/queries/${saved.id}/execute`, { json: {} });
  await untilEncoded(app, 5);
  await query({ sql: "SELECT nothing FROM nowhere" });
  await query({ sql: "SELECT 1", async: true });
  await app.call("GET", `/v1/query-runs/${json.query_run_id}`);
  await app.call("GET", "/v1/results/nothing");
  await delay(50);
  await untilEncoded(app, 5);
});

it("it lasts until the last byte, or until the client leaves", async (t) => {
  const app = await startTestApp(t);
  const sql = "SELECT range AS n, repeat('x', 100) AS text FROM range(300000)";
  const { json } = await app.call("POST", "/v1/query", { json: { sql, async: true } });
  const path = `/v1/query-runs/${json.query_run_id}`;
  let run = await app.call("GET", path);
  while (run.json.status === "running") run = await app.call("GET", path);
  const heldMs = 400;
  await new Promise<void>((resolve, reject) => {
    const asked = request(
      `${app.url}/v1/results/${run.json.result_id}?format=csv`,
      { headers: { authorization: `Bearer ${TEST_KEY}` } },
      (response) => {
        response.once("data", () => {
          response.pause();
          setTimeout(() => asked.destroy(), heldMs);
        });
        response.on("close", resolve);
      },
    );
    asked.on("error", reject);
    asked.end();
  }).catch(() => undefined);
  const seconds = await untilEncoded(app, 1);
  assert.ok(seconds >= heldMs / 1_000, `${seconds} s`);
});
