import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";
import { callWith } from "./call-as.ts";

test("beyond its limit a key is answered 429 before any work, others are not", async (t) => {
  const { app, call } = await startTestApp(t);
  const { apiKey } = await app.keys.create({ rateLimitPerMinute: 3 });
  const use = callWith(call, apiKey);
  for (const _ of [1, 2, 3]) assert.equal((await use("GET", "/v1/databases")).status, 200);
  const refused = await use("POST", "/v1/databases", { json: { name: "one too many" } });
  assert.equal(refused.status, 429);
  assert.equal(refused.json.error.code, "OVERLOADED");
  const wait = refused.headers.get("retry-after") ?? "";
  assert.match(wait, /^\d+$/);
  assert.ok(Number(wait) > 0 && Number(wait) <= 20, wait);
  const flat = await use("GET", "/v1/workspaces");
  assert.equal(`${flat.status} ${flat.json.error}`, "429 overloaded");
  const body = new URLSearchParams({ grant_type: "api_token", api_token: apiKey });
  assert.equal((await call("POST", "/v1/auth/jwt", { body })).status, 429);
  const listed = (await call("GET", "/v1/databases?search=many")).json;
  assert.equal(listed.count, 0);
});

test("requests come back evenly", async (t) => {
  const { app, call } = await startTestApp(t);
  const { apiKey } = await app.keys.create({ rateLimitPerMinute: 120 });
  const use = callWith(call, apiKey);
  const statuses = await Promise.all(
    Array.from({ length: 130 }, async () => (await use("GET", "/v1/databases/count")).status),
  );
  assert.ok(statuses.includes(429));
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  assert.equal((await use("GET", "/v1/databases/count")).status, 200);
});

test("the server's limit holds for keys without one of their own; 0 lifts it", async (t) => {
  const { app, call } = await startTestApp(t, { rateLimitPerMinute: 2 });
  const { apiKey } = await app.keys.create({ rateLimitPerMinute: 0 });
  const statuses = async (use: typeof call) => {
    const found: number[] = [];
    for (const _ of [1, 2, 3]) found.push((await use("GET", "/v1/databases")).status);
    return found;
  };
  assert.deepEqual(await statuses(call), [200, 200, 429]);
  assert.deepEqual(await statuses(callWith(call, apiKey)), [200, 200, 200]);
});
