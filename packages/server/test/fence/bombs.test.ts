import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { type FenceFixture, startFenceFixture } from "./fence-target.ts";

const TIMEOUT_MS = 1_500;
/** On a busy machine another engine process takes its time to start. */
const ALIVE_MS = 20_000;

/** Statements that ask for far too much, or for what is deeper or larger than anything should be. */
const bombs: readonly string[] = [
  "SELECT count(*) FROM range(1000000000000)",
  "SELECT count(*) FROM generate_series(0, 9223372036854775807)",
  "SELECT count(*) FROM repeat('x', 100000000000)",
  "SELECT count(*) FROM range(1000000) a, range(1000000) b",
  "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
  "SELECT len(range(10000000000))",
  "SELECT length(repeat('x', 20000000000))",
  "SELECT length(bar(1, 0, 1, 100000000))",
  "SELECT len(equi_width_bins(0, 1000000000000, 100000000, false))",
  "SELECT approx_top_k(i, 10000000000) FROM range(10) t(i)",
  "SELECT max(i, 10000000000) FROM range(10) t(i)",
  "SELECT factorial(100000)",
  "SELECT bitstring_agg(i, 0, 9223372036854775807) FROM range(3) t(i)",
  "SELECT regexp_full_match(repeat('a', 100000), '(a*)*b')",
  "SELECT regexp_matches('a', repeat('(a*)*', 20000))",
  "SELECT json(repeat('[', 1000000))",
  "SELECT length(json(repeat('[', 100000) || repeat(']', 100000))::VARCHAR)",
  "SELECT st_geomfromwkb(unhex(repeat('010700000001000000', 20000)))",
  "SELECT repeat('[', 50000)::INT[]",
  "SELECT range(TIMESTAMP '-infinity', TIMESTAMP 'infinity', INTERVAL '1 day')",
  "SELECT list_slice([1, 2], -9223372036854775808, 9223372036854775807)",
  "SELECT (-2147483648)::INT % (-1)::INT",
  "SELECT n FROM mine LIMIT 9223372036854775807 OFFSET 9223372036854775807",
  "SELECT NULL::INT[100000][100000]",
];

/** These end DuckDB 1.5 itself: the engine's process is lost, and nothing beside the statement. */
const crashes: readonly string[] = [
  "SELECT lag(n, -9223372036854775808) OVER () FROM mine",
  `SELECT from_json('1', repeat('[', 100000) || '"INT"' || repeat(']', 100000))`,
  "SELECT (repeat('[', 50000) || repeat(']', 50000))::JSON::VARIANT",
];

const refusal = z.object({ error: z.object({ code: z.string() }) });

let fixture: FenceFixture;

before(async () => {
  fixture = await startFenceFixture();
});

after(() => fixture[Symbol.asyncDispose]());

async function query(sql: string, timeoutMs = TIMEOUT_MS) {
  const began = performance.now();
  const { server, databaseId } = fixture;
  const answer = await server.post("/v1/query", { sql, timeout_ms: timeoutMs }, databaseId);
  return { ...answer, tookMs: performance.now() - began };
}

async function checkAlive(sql: string): Promise<void> {
  const { status, text } = await query("SELECT sum(n) FROM mine", ALIVE_MS);
  assert.equal(status, 200, `after ${sql}: ${text}`);
}

test("fence: statements that ask for too much end within their limits", async () => {
  for (const sql of bombs) {
    const { status, text, tookMs } = await query(sql);
    const isLimit =
      status === 503 && refusal.parse(JSON.parse(text)).error.code === "RESOURCE_EXHAUSTED";
    assert.ok(status < 500 || isLimit, `${sql}: ${status} ${text}`);
    assert.ok(tookMs < 15_000, `${sql} took ${tookMs} ms`);
    await checkAlive(sql);
  }
});

test("fence: a statement that ends its engine ends nothing else", async () => {
  for (const sql of crashes) {
    const { status, text } = await query(sql);
    const isLost = status === 503 && refusal.parse(JSON.parse(text)).error.code === "ENGINE_LOST";
    assert.ok(status < 500 || isLost, `${sql}: ${status} ${text}`);
    await checkAlive(sql);
  }
});
