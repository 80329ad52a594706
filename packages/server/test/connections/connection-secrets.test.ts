import assert from "node:assert/strict";
import { test } from "node:test";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { type Json, startTestApp, type TestApp } from "../start-test-app.ts";

const CONFIG = { host: "127.0.0.1", port: 9, user: "reader", database: "shop" };
const PASSWORD = "pw-1234567";

async function secretNames(app: TestApp): Promise<string[]> {
  const { secrets } = (await app.call("GET", "/v1/secrets")).json;
  return secrets.map(({ name }: { name: string }) => name);
}

async function connect(app: TestApp, json: object): Promise<Json> {
  const body = { name: "My Shop!", source_type: "postgres", skip_discovery: true, ...json };
  const made = await app.call("POST", "/v1/connections", { json: body });
  assert.equal(made.status, 201, made.text);
  assert.doesNotMatch(made.text, new RegExp(PASSWORD));
  return made.json;
}

test("a password in the configuration becomes a secret that goes with the connection", async (t) => {
  const app = await startTestApp(t);
  await app.call("POST", "/v1/secrets", {
    json: { name: "conn-my-shop_-password", value: "other" },
  });
  const { id } = await connect(app, { config: { ...CONFIG, password: PASSWORD } });
  assert.deepEqual(await secretNames(app), ["conn-my-shop_-password", "conn-my-shop_-password-1"]);
  const shown = await app.call("GET", `/v1/connections/${id}`);
  assert.doesNotMatch(shown.text, new RegExp(PASSWORD));
  assert.equal((await app.call("DELETE", `/v1/connections/${id}`)).status, 204);
  assert.deepEqual(await secretNames(app), ["conn-my-shop_-password"]);
  await app.app.close();
  const metastore = openMetastore(app.dataDir);
  t.after(() => metastore.destroy());
  assert.deepEqual(await metastore.selectFrom("connections").select("id").execute(), []);
});

test("a named secret is used in place of one in the configuration, and outlives the connection", async (t) => {
  const app = await startTestApp(t);
  await app.call("POST", "/v1/secrets", { json: { name: "pg", value: PASSWORD } });
  const config = { ...CONFIG, password: "dropped-password" };
  const { id } = await connect(app, { config, secret_name: "PG" });
  assert.deepEqual(await secretNames(app), ["pg"]);
  // A secret may go while a connection points to it: that shows when the source is needed.
  assert.equal((await app.call("DELETE", "/v1/secrets/pg")).status, 204);
  const health = (await app.call("GET", `/v1/connections/${id}/health`)).json;
  assert.equal(health.healthy, false);
  assert.match(health.error, /secret .* was deleted/);
  const changed = await app.call("PATCH", `/v1/connections/${id}`, {
    json: { config: { ...CONFIG, password: PASSWORD } },
  });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(await secretNames(app), ["conn-my-shop_-password"]);
  const again = (await app.call("GET", `/v1/connections/${id}/health`)).json;
  assert.doesNotMatch(again.error, /secret/);
  await app.app.close();
  const metastore = openMetastore(app.dataDir);
  t.after(() => metastore.destroy());
  const row = await metastore.selectFrom("connections").selectAll().executeTakeFirstOrThrow();
  assert.doesNotMatch(row.config_json, /password/);
});

test("another secret takes the place of the one that was made for the connection", async (t) => {
  const app = await startTestApp(t);
  const { id } = await connect(app, { config: { ...CONFIG, password: PASSWORD } });
  await app.call("POST", "/v1/secrets", { json: { name: "pg", value: "x" } });
  const changed = await app.call("PATCH", `/v1/connections/${id}`, { json: { secret_name: "pg" } });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(await secretNames(app), ["pg"]);
  await app.call("DELETE", `/v1/connections/${id}`);
  assert.deepEqual(await secretNames(app), ["pg"]);
});

test("no secret is left of a connection whose name was taken", async (t) => {
  const app = await startTestApp(t);
  await connect(app, { config: CONFIG });
  const json = {
    name: "my shop!",
    source_type: "postgres",
    config: { ...CONFIG, password: PASSWORD },
  };
  const refused = await app.call("POST", "/v1/connections", { json });
  assert.equal(refused.status, 409, refused.text);
  assert.deepEqual(await secretNames(app), []);
});
