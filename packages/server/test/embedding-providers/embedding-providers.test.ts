import assert from "node:assert/strict";
import { test } from "node:test";
import { ensureEmbeddingModel } from "../../../../test/embedding-model/ensure-embedding-model.ts";
import { type Json, type TestApp, startTestApp } from "../start-test-app.ts";

const PATH = "/v1/embedding-providers";
const KEY = "sk-provider-key-0123456789";

function create({ call }: TestApp, fields: object) {
  return call("POST", PATH, { json: { provider_type: "service", ...fields } });
}

async function secretNames({ call }: TestApp): Promise<string[]> {
  const { secrets } = (await call("GET", "/v1/secrets")).json;
  return secrets.map(({ name }: Json) => name);
}

async function hasSecret({ call }: TestApp, id: string): Promise<boolean> {
  return (await call("GET", `${PATH}/${id}`)).json.has_secret;
}

test("a provider is recorded, shown, changed, listed and deleted; its key is never shown", async (t) => {
  const app = await startTestApp(t);
  const config = { model: "m", base_url: "https://x.example/v1", dimensions: 3, extra: [1] };
  const created = await create(app, { name: "Mine", config, api_key: KEY });
  assert.equal(created.status, 201, created.text);
  const { id, created_at } = created.json;
  assert.deepEqual(created.json, {
    id,
    name: "Mine",
    provider_type: "service",
    config,
    created_at,
  });
  assert.match(id, /^embp[0-9a-z]{26}$/);
  const got = await app.call("GET", `${PATH}/${id}`);
  const rest = { has_secret: true, source: "user", updated_at: got.json.updated_at };
  assert.deepEqual(got.json, { ...created.json, ...rest });
  const put = await app.call("PUT", `${PATH}/${id}`, { json: { name: "Ours", config: {} } });
  assert.equal(put.status, 200, put.text);
  assert.deepEqual(put.json, { id, name: "Ours", updated_at: put.json.updated_at });
  const listed = await app.call("GET", PATH);
  const [system, ours] = listed.json.embedding_providers;
  assert.equal(system.id, "sys_emb_openai");
  assert.deepEqual([ours.name, ours.config, ours.has_secret], ["Ours", {}, true]);
  for (const { text } of [created, got, put, listed]) assert.ok(!text.includes(KEY));
  const again = await app.restart();
  assert.equal((await again.call("GET", `${PATH}/${id}`)).json.name, "Ours");
  assert.equal((await again.call("DELETE", `${PATH}/${id}`)).status, 204);
  for (const method of ["GET", "DELETE"]) {
    assert.equal((await again.call(method, `${PATH}/${id}`)).status, 404);
  }
  assert.equal((await again.call("PUT", `${PATH}/${id}`, { json: {} })).status, 404);
  assert.deepEqual(await secretNames(again), []);
});

test("a key makes a secret that goes with it; a named secret stays; null takes it away", async (t) => {
  const app = await startTestApp(t);
  const { id } = (await create(app, { name: "My Ünit", api_key: KEY })).json;
  assert.deepEqual(await secretNames(app), ["embp-my__nit-api_key"]);
  const other = (await create(app, { name: "my_ünit", api_key: KEY })).json;
  assert.deepEqual(await secretNames(app), ["embp-my__nit-api_key", "embp-my__nit-api_key-1"]);
  await app.call("DELETE", `${PATH}/${other.id}`);
  const change = (json: object) => app.call("PUT", `${PATH}/${id}`, { json });
  assert.equal((await change({ api_key: `${KEY}2` })).status, 200);
  assert.deepEqual(await secretNames(app), ["embp-my__nit-api_key"]);
  await app.call("POST", "/v1/secrets", { json: { name: "shared", value: KEY } });
  assert.equal((await change({ secret_name: "SHARED" })).status, 200);
  assert.deepEqual(await secretNames(app), ["shared"]);
  assert.equal(await hasSecret(app, id), true);
  await change({ name: "new name" });
  assert.equal(await hasSecret(app, id), true, "left out: kept");
  await app.call("DELETE", "/v1/secrets/shared");
  assert.equal(await hasSecret(app, id), false, "the secret is gone");
  await change({ api_key: KEY });
  assert.equal(await hasSecret(app, id), true);
  await change({ secret_name: "embp-new_name-api_key" });
  assert.equal(await hasSecret(app, id), true, "its own, by name");
  await change({ secret_name: null });
  assert.equal(await hasSecret(app, id), false);
  assert.deepEqual(await secretNames(app), []);
});

test("what cannot be is refused by name, without the key, and leaves nothing behind", async (t) => {
  const app = await startTestApp(t);
  await app.call("POST", "/v1/secrets", { json: { name: "s", value: KEY } });
  const wrong: [object, RegExp][] = [
    [{ name: "" }, /`name`/],
    [{ provider_type: "cloud", name: "a" }, /must be local or service/],
    [{ provider_type: "local", name: "a", api_key: KEY }, /HOTDATA_LOCAL_MODEL_DIR/],
    [{ name: "a", config: "x" }, /`config`/],
    [{ name: "a", config: { dimensions: 0 } }, /`config.dimensions` must be at least 1/],
    [{ name: "a", config: { base_url: "file:///x" } }, /`config.base_url`/],
    [{ name: "a", config: { base_url: "https://u:p@x" } }, /user name or password/],
    [{ name: "a", config: { API_KEY: KEY } }, /must not hold a key/],
    [{ name: "a", config: { big: "x".repeat(20_000) } }, /16384/],
    [{ name: "a", api_key: KEY, secret_name: "s" }, /not have both/],
    [{ name: "a", secret_name: "nowhere" }, /no secret named 'nowhere'/],
    [{ name: "a", api_key: "" }, /`api_key`/],
  ];
  for (const [fields, message] of wrong) {
    const answer = await create(app, fields);
    assert.equal(answer.status, 400, JSON.stringify(fields));
    assert.match(answer.json.error.message, message);
    assert.ok(!answer.text.includes(KEY));
  }
  assert.equal((await create(app, { name: "a" })).status, 201, "without key and settings");
  const second = await create(app, { name: "b", config: null });
  assert.equal(second.json.config, null);
  for (const name of ["a", "openai"]) {
    assert.equal((await create(app, { name, api_key: KEY })).status, 409);
    const rename = await app.call("PUT", `${PATH}/${second.json.id}`, { json: { name } });
    assert.equal(rename.status, 409);
  }
  assert.deepEqual(await secretNames(app), ["s"]);
});

test("the system provider tells whether the server has a key, and cannot be changed", async (t) => {
  const app = await startTestApp(t);
  const path = `${PATH}/sys_emb_openai`;
  const { json } = await app.call("GET", path);
  assert.deepEqual(
    [json.source, json.provider_type, json.has_secret, json.config.model],
    ["system", "service", false, "text-embedding-3-small"],
  );
  for (const answer of [
    await app.call("PUT", path, { json: { api_key: KEY } }),
    await app.call("DELETE", path),
  ]) {
    assert.equal(answer.status, 409, answer.text);
    assert.match(answer.json.error.message, /HOTDATA_OPENAI_API_KEY/);
  }
  const keyed = await app.restart({ openaiApiKey: KEY });
  const shown = await keyed.call("GET", path);
  assert.deepEqual(shown.json, { ...json, has_secret: true });
});

test("the system provider is the service of the settings, else the model of this machine", async (t) => {
  const { modelDir } = await ensureEmbeddingModel();
  const app = await startTestApp(t, { localModelDir: modelDir });
  const path = `${PATH}/sys_emb_openai`;
  const local = (await app.call("GET", path)).json;
  assert.deepEqual([local.provider_type, local.config], ["local", { model: "embedding-model" }]);
  const created = await create(app, { name: "here", provider_type: "local" });
  assert.equal(created.status, 201, created.text);
  const openaiBaseUrl = "http://127.0.0.1:8080/v1";
  const again = await app.restart({ openaiBaseUrl, openaiModel: "e5" });
  const service = (await again.call("GET", path)).json;
  const config = { model: "e5", base_url: openaiBaseUrl };
  assert.deepEqual([service.provider_type, service.config], ["service", config]);
  const without = await again.restart({ localModelDir: "/nonexistent" });
  const refused = await create(without, { name: "there", provider_type: "local" });
  assert.equal(refused.status, 400, refused.text);
  assert.match(refused.json.error.message, /HOTDATA_LOCAL_MODEL_DIR/);
});

test("providers belong to a workspace and go with it", async (t) => {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/workspaces", { json: { name: "w" } });
  const headers = { "x-workspace-id": created.json.workspace.public_id };
  const json = { name: "a", provider_type: "service", api_key: KEY };
  const { id } = (await app.call("POST", PATH, { json, headers })).json;
  const own = { headers: { "x-workspace-id": app.app.workspaceId } };
  for (const method of ["GET", "DELETE"]) {
    assert.equal((await app.call(method, `${PATH}/${id}`, own)).status, 404);
  }
  assert.equal((await app.call("POST", PATH, { json, ...own })).status, 201);
  await app.call("DELETE", `/v1/workspaces/${headers["x-workspace-id"]}`);
  assert.equal((await app.call("GET", PATH)).json.embedding_providers.length, 2);
});
