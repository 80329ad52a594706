import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJwt, SignJWT } from "jose";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { startTestApp } from "../start-test-app.ts";
import { callWith } from "./call-as.ts";

test("a token reaches as far as its key, and says so", async (t) => {
  const { app, call } = await startTestApp(t);
  const { id } = (await call("POST", "/v1/databases", { json: { name: "d" } })).json;
  const { workspaceId } = app;
  const { apiKey } = await app.keys.create({ workspaceId, databaseId: id, isReadOnly: true });
  const body = new URLSearchParams({ grant_type: "api_token", api_token: apiKey });
  const { json } = await call("POST", "/v1/auth/jwt", { body });
  const claims = decodeJwt(json.access_token);
  assert.deepEqual(claims["workspaces"], [workspaceId]);
  assert.equal(claims["database"], id);
  assert.equal(claims["read_only"], true);
  const withToken = callWith(call, json.access_token);
  assert.equal((await withToken("GET", `/v1/databases/${id}`)).status, 200);
  assert.equal((await withToken("POST", "/v1/files", { body: "x" })).status, 403);
  assert.equal((await withToken("GET", "/v1/databases/count")).status, 403);
});

test("a token is never wider than its key, whatever it says", async (t) => {
  const { app, call, dataDir } = await startTestApp(t);
  const { json: second } = await call("POST", "/v1/workspaces", { json: { name: "second" } });
  const { workspaceId } = app;
  const { key } = await app.keys.create({ workspaceId, isReadOnly: true });
  const secret = tokenSecret(dataDir);
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("hotdata")
      .setAudience("access")
      .setSubject(key.id)
      .setExpirationTime("1m")
      .sign(secret);
  const status = async (claims: Record<string, unknown>) =>
    (await callWith(call, await sign(claims))("GET", "/v1/databases")).status;
  assert.equal(await status({}), 200);
  assert.equal(await status({ workspaces: [workspaceId] }), 200);
  assert.equal(await status({ workspaces: [second.workspace.public_id] }), 401);
  assert.equal(await status({ database: "dbid0" }), 401);
  assert.equal(await status({ workspaces: "all" }), 401);
  const writing = callWith(call, await sign({ read_only: false }));
  assert.equal((await writing("POST", "/v1/files", { body: "x" })).status, 403);
});

function tokenSecret(dataDir: string): Buffer {
  const file = new DatabaseSync(join(dataDir, "metastore.sqlite"), { readOnly: true });
  const row = file.prepare("SELECT value FROM settings WHERE name = 'token_secret'").get();
  file.close();
  return Buffer.from(String(row?.["value"]), "base64url");
}
