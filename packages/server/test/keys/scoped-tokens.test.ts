import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJwt } from "jose";
import { startTestApp } from "../start-test-app.ts";
import { callAs, callWith } from "./call-as.ts";

const NO_KEY = { authorization: "" };

test("a token for a database: made, used, renewed without a key, and not wider", async (t) => {
  const { app, call } = await startTestApp(t);
  const { id } = (await call("POST", "/v1/databases", { json: { name: "d" } })).json;
  const grant = { grant_type: "existing_database", database_id: id };
  const {
    status,
    json: minted,
    headers,
  } = await call("POST", "/v1/auth/database", { json: grant });
  assert.equal(status, 200);
  assert.equal(headers.get("cache-control"), "no-store");
  const { token, refresh_token: refreshToken, ...rest } = minted;
  assert.deepEqual(rest, { database_id: id, expires_in: 300, refresh_expires_in: 129_600 });
  const claims = decodeJwt(token);
  assert.equal(claims["database"], id);
  assert.deepEqual(claims["workspaces"], [app.workspaceId]);
  assert.ok(Math.abs((claims.exp ?? 0) - Date.now() / 1_000 - 300) < 10);

  const renewal = { grant_type: "refresh_token", refresh_token: refreshToken };
  const renewed = await call("POST", "/v1/auth/database", { json: renewal, headers: NO_KEY });
  assert.equal(renewed.status, 200, renewed.text);
  assert.equal(renewed.json.refresh_token, refreshToken);
  assert.equal(renewed.json.database_id, id);
  assert.ok(
    renewed.json.refresh_expires_in <= 129_600 && renewed.json.refresh_expires_in > 129_000,
  );
  for (const one of [token, renewed.json.token]) {
    const use = callWith(call, one);
    assert.equal((await use("GET", `/v1/databases/${id}`)).status, 200);
    assert.equal((await use("POST", "/v1/databases", { json: {} })).status, 403);
    const again = await use("POST", "/v1/auth/database", { json: grant });
    assert.equal(again.json.database_id, id);
    assert.equal((await use("POST", "/v1/auth/database", { json: {} })).status, 403);
    assert.equal((await use("POST", "/v1/auth/sandbox", { json: {} })).status, 403);
  }
  assert.equal((await callWith(call, refreshToken)("GET", "/v1/databases")).status, 401);
  const swapped = { grant_type: "refresh_token", refresh_token: token };
  const refused = await call("POST", "/v1/auth/database", { json: swapped, headers: NO_KEY });
  assert.equal(`${refused.status} ${refused.json.error}`, "401 invalid_grant");

  assert.equal((await call("DELETE", `/v1/databases/${id}`)).status, 204);
  assert.equal((await callWith(call, token)("GET", "/v1/workspaces")).status, 401);
  const late = await call("POST", "/v1/auth/database", { json: renewal, headers: NO_KEY });
  assert.equal(`${late.status} ${late.json.error}`, "401 invalid_grant");
});

test("without a grant type a database is created, for keys that may", async (t) => {
  const app = await startTestApp(t);
  const { call } = app;
  const minted = await call("POST", "/v1/auth/database", { json: { name: "scratch" } });
  const found = await call("GET", `/v1/databases/${minted.json.database_id}`);
  assert.equal(found.json.name, "scratch");
  const reader = await callAs(app, { isReadOnly: true });
  assert.equal((await reader("POST", "/v1/auth/database", { json: {} })).status, 403);
  const grant = { grant_type: "existing_database", database_id: minted.json.database_id };
  const { json } = await reader("POST", "/v1/auth/database", { json: grant });
  const use = callWith(call, json.token);
  assert.equal((await use("GET", "/v1/results")).status, 200);
  assert.equal((await use("POST", "/v1/files", { body: "x" })).status, 403);
});

test("a key gets no token for what it does not reach", async (t) => {
  const app = await startTestApp(t);
  const { call } = app;
  const second = (await call("POST", "/v1/workspaces", { json: { name: "second" } })).json;
  const { workspaceId } = app.app;
  const there = { "x-workspace-id": second.workspace.public_id };
  const here = { "x-workspace-id": workspaceId };
  const make = async (headers: Record<string, string>) =>
    (await call("POST", "/v1/databases", { json: {}, headers })).json.id;
  const [foreign, other, own] = [await make(there), await make(here), await make(here)];
  const grant = (id: string) => ({
    json: { grant_type: "existing_database", database_id: id },
  });
  const workspaceKey = await callAs(app, { workspaceId });
  const statusOf = async (use: typeof call, id: string) =>
    (await use("POST", "/v1/auth/database", grant(id))).status;
  assert.equal(await statusOf(workspaceKey, foreign), 404);
  assert.equal(await statusOf(workspaceKey, other), 200);
  const databaseKey = await callAs(app, { workspaceId, databaseId: own });
  assert.equal(await statusOf(databaseKey, other), 404);
  assert.equal(await statusOf(databaseKey, own), 200);
  const unnamed = await call("POST", "/v1/auth/database", grant(own));
  assert.equal(`${unnamed.status} ${unnamed.json.error}`, "400 workspace_required");
  const inWorkspace = await call("POST", "/v1/auth/database", { ...grant(own), headers: here });
  assert.equal(inWorkspace.status, 200);
});

test("a token of a revoked key stops at once, and is not renewed", async (t) => {
  const app = await startTestApp(t);
  const { call } = app;
  const { key, apiKey } = await app.app.keys.create({});
  const use = callWith(call, apiKey);
  const database = (await use("POST", "/v1/auth/database", { json: {} })).json;
  const sandbox = (await use("POST", "/v1/auth/sandbox", { json: {} })).json;
  assert.equal((await call("DELETE", `/v1/api-keys/${key.id}`)).status, 204);
  for (const [path, minted] of [
    ["/v1/auth/database", database],
    ["/v1/auth/sandbox", sandbox],
  ] as const) {
    const { status, json } = await callWith(call, minted.token)("GET", "/v1/workspaces");
    assert.equal(`${status} ${json.error}`, "401 unauthorized");
    assert.match(json.message, /revoked/);
    const renewal = { grant_type: "refresh_token", refresh_token: minted.refresh_token };
    const refused = await call("POST", path, { json: renewal, headers: NO_KEY });
    assert.equal(`${refused.status} ${refused.json.error}`, "401 invalid_grant");
  }
});

test("a token for a sandbox works there, reads the workspace and changes nothing else", async (t) => {
  const app = await startTestApp(t);
  const { call } = app;
  const { workspaceId } = app.app;
  const minted = (await call("POST", "/v1/auth/sandbox", { json: { name: "Mine" } })).json;
  const { sandbox_id: id, token, refresh_token: refreshToken } = minted;
  assert.equal((await call("GET", `/v1/sandboxes/${id}`)).json.sandbox.name, "Mine");
  const claims = decodeJwt(token);
  assert.equal(claims["sandbox"], id);
  assert.deepEqual(claims["workspaces"], [workspaceId]);
  const other = (await call("POST", "/v1/sandboxes", { json: {} })).json.sandbox.public_id;

  const use = callWith(call, token);
  const elsewhere = { headers: { "x-session-id": other, "x-sandbox-id": other } };
  const json = { sql: "SELECT 1 AS one" };
  assert.equal((await use("POST", "/v1/query", { json, ...elsewhere })).status, 200);
  const [run] = (await call("GET", "/v1/query-runs")).json.query_runs;
  assert.equal(run.sandbox_id, id);
  const dataset = {
    label: "prices",
    source: { type: "inline", inline: { format: "csv", content: "a\n1\n" } },
  };
  const made = await use("POST", "/v1/datasets", { json: dataset, ...elsewhere });
  assert.equal(made.status, 201, made.text);
  const sql = `SELECT * FROM datasets.${id}.prices`;
  assert.deepEqual((await call("POST", "/v1/query", { json: { sql } })).json.rows, [[1]]);

  const note = { json: { markdown: "# done" } };
  assert.equal((await use("PATCH", `/v1/sandboxes/${id}`, note)).status, 200);
  assert.equal((await use("PATCH", `/v1/sandboxes/${other}`, note)).status, 404);
  for (const [method, path] of [
    ["POST", "/v1/databases"],
    ["POST", "/v1/sandboxes"],
    ["DELETE", `/v1/sandboxes/${id}`],
    ["POST", "/v1/secrets"],
    ["POST", "/v1/api-keys"],
  ] as const) {
    const refused = await use(method, path, method === "POST" ? { json: {} } : {});
    assert.equal(refused.status, 403, `${path}: ${refused.text}`);
  }
  const grant = { grant_type: "existing_sandbox", sandbox_id: other };
  assert.equal((await use("POST", "/v1/auth/sandbox", { json: grant })).status, 404);
  const renewal = { grant_type: "refresh_token", refresh_token: refreshToken };
  const renewed = await call("POST", "/v1/auth/sandbox", { json: renewal, headers: NO_KEY });
  assert.equal(renewed.json.sandbox_id, id);
  const wrongPlace = await call("POST", "/v1/auth/database", { json: renewal, headers: NO_KEY });
  assert.equal(`${wrongPlace.status} ${wrongPlace.json.error}`, "401 invalid_grant");

  assert.equal((await call("DELETE", `/v1/sandboxes/${id}`)).status, 200);
  assert.equal((await use("GET", "/v1/workspaces")).status, 401);
});

test("an existing sandbox, and what is missing or wrong", async (t) => {
  const { call } = await startTestApp(t);
  const { public_id: id } = (await call("POST", "/v1/sandboxes", { json: {} })).json.sandbox;
  const grant = { grant_type: "existing_sandbox", sandbox_id: id };
  assert.equal((await call("POST", "/v1/auth/sandbox", { json: grant })).json.sandbox_id, id);
  const refusals: readonly (readonly [string, object, string])[] = [
    ["sandbox", { grant_type: "existing_sandbox" }, "400 invalid_request"],
    ["sandbox", { grant_type: "existing_sandbox", sandbox_id: "s_x" }, "404 not_found"],
    ["sandbox", { grant_type: "existing_database" }, "400 unsupported_grant_type"],
    ["sandbox", { grant_type: "refresh_token" }, "400 invalid_request"],
    ["database", { grant_type: "existing_database" }, "400 invalid_request"],
    ["database", { grant_type: "existing_database", database_id: "dbid0" }, "404 not_found"],
    ["database", { grant_type: "password" }, "400 unsupported_grant_type"],
  ];
  for (const [what, json, refusal] of refusals) {
    const answer = await call("POST", `/v1/auth/${what}`, { json });
    assert.equal(`${answer.status} ${answer.json.error}`, refusal, JSON.stringify(json));
  }
  for (const what of ["sandbox", "database"]) {
    const { status, json } = await call("POST", `/v1/auth/${what}`, { json: {}, headers: NO_KEY });
    assert.equal(`${status} ${json.error}`, "401 missing_authorization");
  }
  // Command lines send no body at all.
  assert.equal((await call("POST", "/v1/auth/sandbox")).status, 200);
});
