import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type TestApp, TEST_KEY, startTestApp } from "../start-test-app.ts";
import { type CallAs, callWith } from "./call-as.ts";

async function makeKey(call: CallAs, json: object) {
  const { status, json: made, text } = await call("POST", "/v1/api-keys", { json });
  assert.equal(status, 201, text);
  return made;
}

async function refusalOf(call: CallAs, json: object): Promise<string> {
  const { status, json: answer } = await call("POST", "/v1/api-keys", { json });
  const { error } = answer;
  const code = typeof error === "string" ? error : error.code;
  const field = error.details?.errors?.[0]?.field;
  return [status, code, ...(field === undefined ? [] : [field])].join(" ");
}

const idsOf = async (call: CallAs) =>
  (await call("GET", "/v1/api-keys")).json.api_keys.map(({ id }: { id: string }) => id);

async function newDatabase({ call }: TestApp): Promise<string> {
  return (await call("POST", "/v1/databases", { json: { name: "d" } })).json.id;
}

test("a key is made, shown once, listed without itself, renamed and revoked", async (t) => {
  const app = await startTestApp(t);
  const { call, dataDir } = app;
  const databaseId = await newDatabase(app);
  const { workspaceId } = app.app;
  const before = Date.now();
  const made = await makeKey(call, {
    name: "ci",
    workspace_id: workspaceId,
    database_id: databaseId,
    read_only: true,
    expires_at: "7d",
    rate_limit_per_minute: 100,
  });
  const { key, id, expires_at: expiresAt, created_at: createdAt, ...rest } = made;
  assert.match(key, /^hd_[\w-]{43}$/);
  assert.deepEqual(rest, {
    name: "ci",
    last_four: key.slice(-4),
    scope: "database",
    workspace_id: workspaceId,
    database_id: databaseId,
    read_only: true,
    rate_limit_per_minute: 100,
    last_used_at: null,
    revoked: false,
  });
  assert.ok(Math.abs(Date.parse(expiresAt) - before - 7 * 86_400_000) < 60_000);
  const { key: _, ...shown } = made;
  assert.deepEqual((await call("GET", `/v1/api-keys/${id}`)).json, shown);
  const [newest, operator] = (await call("GET", "/v1/api-keys")).json.api_keys;
  assert.deepEqual(newest, shown);
  assert.equal(operator.name, "HOTDATA_API_KEY");
  assert.equal(operator.scope, "account");
  assert.ok(Date.parse(operator.created_at) <= Date.parse(createdAt));

  const use = callWith(call, key);
  assert.equal((await use("GET", `/v1/databases/${databaseId}`)).status, 200);
  const renamed = await call("PATCH", `/v1/api-keys/${id}`, { json: { name: "build" } });
  assert.equal(renamed.json.name, "build");
  for (const _attempt of [1, 2]) {
    assert.equal((await call("DELETE", `/v1/api-keys/${id}`)).status, 204);
  }
  const { status, json } = await use("GET", "/v1/workspaces");
  assert.equal(`${status} ${json.error}`, "401 unauthorized");
  assert.match(json.message, /was revoked/);
  assert.equal((await call("GET", `/v1/api-keys/${id}`)).json.revoked, true);
  assert.equal((await call("GET", "/v1/api-keys/akey0")).status, 404);

  await app.app.close();
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith("metastore")) continue;
    const bytes = await readFile(join(dataDir, name));
    assert.ok(!bytes.includes(key) && !bytes.includes(TEST_KEY), `${name} holds a key`);
  }
});

test("a key that has expired says so", async (t) => {
  const { app, call } = await startTestApp(t);
  const { apiKey, key } = await app.keys.create({ expiresAt: new Date(Date.now() + 600) });
  const body = new URLSearchParams({ grant_type: "api_token", api_token: apiKey });
  const token = (await call("POST", "/v1/auth/jwt", { body })).json.access_token;
  const calls = [callWith(call, apiKey), callWith(call, token)];
  for (const use of calls) assert.equal((await use("GET", "/v1/workspaces")).status, 200);
  await delay(Math.max(0, (key.expiresAt?.getTime() ?? 0) - Date.now()) + 20);
  for (const use of calls) {
    const { status, json } = await use("GET", "/v1/workspaces");
    assert.equal(`${status} ${json.error}`, "401 unauthorized");
    assert.match(json.message, /has expired/);
  }
});

test("a key makes and sees only keys that reach no further than itself", async (t) => {
  const app = await startTestApp(t);
  const { call } = app;
  const { workspaceId } = app.app;
  const databaseId = await newDatabase(app);
  const second = (await call("POST", "/v1/workspaces", { json: { name: "second" } })).json;
  const other = second.workspace.public_id;
  const ofOther = await makeKey(call, { workspace_id: other });
  const workspaceKey = await makeKey(call, { workspace_id: workspaceId, expires_at: "1h" });
  const asWorkspace = callWith(call, workspaceKey.key);

  const child = await makeKey(asWorkspace, {});
  assert.equal(child.scope, "workspace");
  assert.equal(child.workspace_id, workspaceId);
  assert.equal(child.expires_at, workspaceKey.expires_at);
  const reader = await makeKey(asWorkspace, { read_only: true });
  const databaseKey = await makeKey(asWorkspace, { database_id: databaseId });
  assert.equal(await refusalOf(asWorkspace, { scope: "account" }), "403 ACCESS_DENIED");
  assert.equal(await refusalOf(asWorkspace, { workspace_id: other }), "404 workspace_not_found");
  assert.equal(await refusalOf(asWorkspace, { expires_at: "2h" }), "400 BAD_REQUEST expires_at");
  const ofWorkspace = [workspaceKey, child, reader, databaseKey].map(({ id }) => id);
  assert.deepEqual(new Set(await idsOf(asWorkspace)), new Set(ofWorkspace));
  for (const method of ["GET", "DELETE"]) {
    assert.equal((await asWorkspace(method, `/v1/api-keys/${ofOther.id}`)).status, 404);
  }

  const asReader = callWith(call, reader.key);
  assert.deepEqual(await idsOf(asReader), [reader.id]);
  assert.equal(await refusalOf(asReader, { read_only: true }), "403 ACCESS_DENIED");
  const asDatabase = callWith(call, databaseKey.key);
  assert.equal(await refusalOf(asDatabase, {}), "403 ACCESS_DENIED");
  assert.equal((await asDatabase("GET", "/v1/api-keys")).status, 403);
});

test("what does not fit together is refused with its field", async (t) => {
  const app = await startTestApp(t);
  const { call } = app;
  const workspace_id = app.app.workspaceId;
  const cases: readonly (readonly [object, string])[] = [
    [{ scope: "workspace" }, "400 BAD_REQUEST workspace_id"],
    [{ scope: "database", workspace_id }, "400 BAD_REQUEST database_id"],
    [{ database_id: "dbid0" }, "400 BAD_REQUEST workspace_id"],
    [{ workspace_id, database_id: "dbid0" }, "404 NOT_FOUND"],
    [{ workspace_id: "work0" }, "404 workspace_not_found"],
    [{ scope: "account", workspace_id }, "400 BAD_REQUEST workspace_id"],
    [{ scope: "workspace", workspace_id, database_id: "dbid0" }, "400 BAD_REQUEST database_id"],
    [{ scope: "planet" }, "400 BAD_REQUEST scope"],
    [{ expires_at: "yesterday" }, "400 BAD_REQUEST expires_at"],
    [{ rate_limit_per_minute: -1 }, "400 BAD_REQUEST rate_limit_per_minute"],
    [{ name: "x".repeat(256) }, "400 BAD_REQUEST name"],
  ];
  for (const [json, refusal] of cases) {
    assert.equal(await refusalOf(call, json), refusal, JSON.stringify(json));
  }
  assert.equal((await idsOf(call)).length, 1);
});

test("the last key that works for the whole server is not revoked", async (t) => {
  const { call } = await startTestApp(t);
  const [own] = await idsOf(call);
  const reader = await makeKey(call, { read_only: true });
  const refused = await call("DELETE", `/v1/api-keys/${own}`);
  assert.equal(refused.status, 409);
  assert.match(refused.json.error.message, /--force/);
  assert.equal((await call("DELETE", `/v1/api-keys/${reader.id}`)).status, 204);
  const second = await makeKey(call, {});
  const both = await Promise.all(
    [own, second.id].map((id) => call("DELETE", `/v1/api-keys/${id}`)),
  );
  const statuses = both.map(({ status }) => status);
  // One of the two calls may find its own key revoked by the other.
  assert.equal(statuses.filter((status) => status === 204).length, 1, String(statuses));
});

test("a revoked key stays revoked when the server is started with it", async (t) => {
  const first = await startTestApp(t);
  const second = await makeKey(first.call, {});
  const [, own] = await idsOf(first.call);
  const use = callWith(first.call, second.key);
  assert.equal((await use("DELETE", `/v1/api-keys/${own}`)).status, 204);
  const { call, app } = await first.restart();
  assert.equal((await call("GET", "/v1/workspaces")).status, 401);
  assert.equal(app.createdKey, undefined);
  assert.equal((await callWith(call, second.key)("GET", "/v1/workspaces")).status, 200);
});

test("the last use is noted, about once a minute", async (t) => {
  const { call } = await startTestApp(t);
  const { id, key } = await makeKey(call, {});
  const lastUse = async () => (await call("GET", `/v1/api-keys/${id}`)).json.last_used_at;
  const use = callWith(call, key);
  await use("GET", "/v1/workspaces");
  const noted = await lastUse();
  assert.ok(Math.abs(Date.parse(noted) - Date.now()) < 10_000);
  await delay(20);
  await use("GET", "/v1/workspaces");
  assert.equal(await lastUse(), noted);
});
