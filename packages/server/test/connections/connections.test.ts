import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

const CONFIG = { host: "db.example.com", port: 5432, user: "reader", database: "shop" };
const SOURCE = { name: "shop", source_type: "postgres", config: { ...CONFIG, password: "pw" } };

test("no outside connection is listed, and those of managed databases are hidden", async (t) => {
  const app = await startTestApp(t);
  await app.call("POST", "/v1/databases", { json: {} });
  const listed = await app.call("GET", "/v1/connections");
  assert.equal(listed.status, 200);
  assert.deepEqual(listed.json, { connections: [] });
});

test("a connection that is asked for is checked, then refused with a way out", async (t) => {
  const app = await startTestApp(t);
  const refused = await app.call("POST", "/v1/connections", { json: SOURCE });
  assert.equal(refused.status, 501, refused.text);
  assert.equal(refused.json.error.code, "NOT_IMPLEMENTED");
  assert.match(refused.json.error.message, /PostgreSQL.*Load its rows/);
  assert.doesNotMatch(refused.text, /pw/);

  const wrong: readonly [object, string, RegExp][] = [
    [{ name: " " }, "name", /blank/],
    [{ source_type: "oracle" }, "source_type", /'oracle' is none of .*postgres/],
    [{ source_type: "managed" }, "source_type", /POST \/v1\/databases/],
    [{ config: { ...CONFIG, host: undefined } }, "config.host", /missing field `host`/],
    [{ config: [] }, "config", /config/],
    [{ config: undefined }, "config", /config/],
    [{ secret_id: "secr1", secret_name: "pg" }, "secret_name", /secret_id/],
    [{ skip_discovery: "no" }, "skip_discovery", /true or false/],
  ];
  for (const [change, field, message] of wrong) {
    const answer = await app.call("POST", "/v1/connections", { json: { ...SOURCE, ...change } });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.details.errors[0].field, field);
    assert.match(answer.json.error.message, message);
  }
  const headers = { authorization: "" };
  const unknown = await app.call("POST", "/v1/connections", { json: SOURCE, headers });
  assert.equal(unknown.status, 401);
});

test("a managed database's own connection is turned away, an unknown one is not found", async (t) => {
  const app = await startTestApp(t);
  const database = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const headers = { "x-workspace-id": app.app.workspaceId };
  const other = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const elsewhere = { "x-workspace-id": other.json.workspace.public_id };
  const calls: readonly [string, string, number][] = [
    ["GET", "", 404],
    ["GET", "/health", 404],
    ["DELETE", "", 409],
    ["DELETE", "/cache", 400],
    ["DELETE", "/tables/main/orders/cache", 400],
  ];
  for (const [method, rest, status] of calls) {
    const own = `/v1/connections/${database.default_connection_id}${rest}`;
    const answer = await app.call(method, own, { headers });
    assert.equal(answer.status, status, `${method} ${rest}: ${answer.text}`);
    assert.ok(answer.json.error.message.length > 10);
    for (const id of ["conn00000000000000000000000000", "sales", "%20"]) {
      const unknown = await app.call(method, `/v1/connections/${id}${rest}`, { headers });
      assert.equal(unknown.status, 404, `${method} ${id}${rest}: ${unknown.text}`);
      assert.equal(unknown.json.error.code, "NOT_FOUND");
    }
    assert.equal((await app.call(method, own, { headers: elsewhere })).status, 404);
  }
  const still = await app.call("GET", `/v1/databases/${database.id}`, { headers });
  assert.equal(still.status, 200);
});
