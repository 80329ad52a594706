import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

const NO_KEY = { authorization: "" };

test("without or with a wrong key every route answers 401 in the flat form", async (t) => {
  const { call } = await startTestApp(t);
  for (const path of ["/v1/workspaces", "/v1/databases", "/v1/information_schema"]) {
    const missing = await call("GET", path, { headers: NO_KEY });
    assert.equal(missing.status, 401);
    assert.equal(missing.json.error, "missing_authorization");
    const wrong = await call("GET", path, { headers: { authorization: "Bearer nonsense" } });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.json.error, "unauthorized");
    assert.equal(wrong.json.request_id, wrong.headers.get("x-request-id"));
  }
  assert.equal((await call("GET", "/health", { headers: NO_KEY })).json.status, "ok");
});

test("the first start makes a workspace with a database named default", async (t) => {
  const { call, app } = await startTestApp(t);
  const { status, json } = await call("GET", "/v1/workspaces");
  assert.equal(status, 200);
  assert.equal(json.ok, true);
  assert.deepEqual(json.workspaces, [
    {
      public_id: app.workspaceId,
      name: "default",
      provision_status: "provisioned",
      namespace: `workspace-${app.workspaceId}`,
      organization_public_id: json.workspaces[0].organization_public_id,
      active: true,
      favorite: false,
    },
  ]);
  const databases = (await call("GET", "/v1/databases")).json.databases;
  assert.deepEqual(
    databases.map(({ name }: { name: string }) => name),
    ["default"],
  );
});

test("a server is one organization, and others are not found", async (t) => {
  const { call, restart } = await startTestApp(t);
  const own = (await call("GET", "/v1/workspaces")).json.workspaces[0].organization_public_id;
  const filtered = await call("GET", `/v1/workspaces?organization_public_id=${own}`);
  assert.equal(filtered.json.workspaces.length, 1);
  const other = await call("GET", "/v1/workspaces?organization_public_id=orga0");
  assert.deepEqual([other.status, other.json.error], [404, "organization_not_found"]);
  const json = { name: "second", organization_public_id: "orga0" };
  assert.equal((await call("POST", "/v1/workspaces", { json })).status, 404);
  const made = { name: "second", organization_public_id: own };
  assert.equal((await call("POST", "/v1/workspaces", { json: made })).status, 201);
  const again = await (await restart()).call("GET", "/v1/workspaces");
  assert.equal(again.json.workspaces[1].organization_public_id, own);
});

test("the workspace header: absent takes the only one, unknown is a flat 404, two need it", async (t) => {
  const { call, app } = await startTestApp(t);
  const inWorkspace = (id: string) => ({ headers: { "x-workspace-id": id } });
  assert.equal((await call("GET", "/v1/databases", inWorkspace(""))).status, 200);
  assert.equal((await call("GET", "/v1/databases", inWorkspace(app.workspaceId))).status, 200);
  const unknown = await call("GET", "/v1/databases", inWorkspace("ws_0123456789abcdef"));
  assert.equal(unknown.status, 404);
  assert.equal(unknown.json.error, "workspace_not_found");
  assert.equal((await call("POST", "/v1/workspaces", { json: { name: "second" } })).status, 201);
  const unnamed = await call("GET", "/v1/databases");
  assert.equal(unnamed.status, 400);
  assert.equal(unnamed.json.error, "workspace_required");
});

test("a workspace is created, isolated and deleted with what is in it", async (t) => {
  const { call, app, dataDir } = await startTestApp(t);
  const created = await call("POST", "/v1/workspaces", { json: { name: " team " } });
  assert.equal(created.status, 201);
  const id = created.json.workspace.public_id;
  assert.equal(created.json.workspace.name, "team");
  const inNew = { "x-workspace-id": id };
  const inDefault = { "x-workspace-id": app.workspaceId };

  const [database] = (await call("GET", "/v1/databases", { headers: inNew })).json.databases;
  assert.equal(database.name, "default");
  const foreign = await call("GET", `/v1/databases/${database.id}`, { headers: inDefault });
  assert.equal(foreign.status, 404);
  const upload = await call("POST", "/v1/files", { headers: inNew, body: "a,b\n1,2\n" });
  assert.equal(upload.status, 201);
  const listed = await call("GET", "/v1/files", { headers: inDefault });
  assert.deepEqual(listed.json.uploads, []);
  const json = { sql: "SELECT range FROM range(100000)" };
  const query = await call("POST", "/v1/query", { headers: inNew, json });
  assert.equal(query.status, 200, query.text);
  assert.equal(readdirSync(join(dataDir, "results")).length, 1);

  assert.equal((await call("DELETE", `/v1/workspaces/${id}`)).status, 204);
  const again = await call("DELETE", `/v1/workspaces/${id}`);
  assert.deepEqual(readdirSync(join(dataDir, "results")), []);
  assert.equal(again.status, 404);
  assert.equal(again.json.error, "workspace_not_found");
  assert.equal((await call("GET", "/v1/databases", { headers: inNew })).status, 404);
  assert.equal((await call("GET", "/v1/workspaces")).json.workspaces.length, 1);
});

test("wrong bodies: 422 for the name, 400 for broken JSON, both flat", async (t) => {
  const { call } = await startTestApp(t);
  const missing = await call("POST", "/v1/workspaces", { json: {} });
  assert.equal(missing.status, 422);
  assert.equal(missing.json.error, "unprocessable_entity");
  assert.equal(missing.json.details.errors[0].field, "name");
  const broken = await call("POST", "/v1/workspaces", { body: "{" });
  assert.equal(broken.status, 400);
  assert.equal(broken.json.error, "bad_request");
});

test("a key that is bound to one workspace sees only that one and may not change the list", async (t) => {
  const { call, app } = await startTestApp(t);
  const created = await call("POST", "/v1/workspaces", { json: { name: "bound" } });
  const id = created.json.workspace.public_id;
  const { apiKey } = await app.keys.create({ workspaceId: id });
  const headers = { authorization: `Bearer ${apiKey}` };
  const { workspaces } = (await call("GET", "/v1/workspaces", { headers })).json;
  const whole = `/v1/workspaces?organization_public_id=${workspaces[0].organization_public_id}`;
  assert.equal((await call("GET", whole, { headers })).status, 403);
  assert.deepEqual(
    workspaces.map(({ public_id }: { public_id: string }) => public_id),
    [id],
  );
  assert.equal((await call("GET", "/v1/databases", { headers })).status, 200);
  const foreign = { ...headers, "x-workspace-id": app.workspaceId };
  assert.equal((await call("GET", "/v1/databases", { headers: foreign })).status, 404);
  const refused = await call("POST", "/v1/workspaces", { headers, json: { name: "x" } });
  assert.equal(refused.status, 403);
  assert.equal(refused.json.error, "access_denied");
  assert.equal((await call("DELETE", `/v1/workspaces/${id}`, { headers })).status, 403);
});
