import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

const PATH = "/v1/sandboxes";

async function setUp(t: TestContext) {
  const app = await startTestApp(t);
  const create = (json: unknown) => app.call("POST", PATH, { json });
  return { ...app, create };
}

test("a sandbox is created, shown, listed newest first, changed and deleted", async (t) => {
  const { call, create } = await setUp(t);
  const first = await create({ name: " prices ", markdown: "# Prices\n" });
  assert.equal(first.status, 201, first.text);
  assert.equal(first.json.ok, true);
  const { public_id: id, ...shown } = first.json.sandbox;
  assert.match(id, /^s_[a-z]{8}$/);
  assert.equal(shown.name, "prices");
  assert.equal(shown.markdown, "# Prices\n");
  assert.equal(shown.created_at, shown.updated_at);
  assert.deepEqual((await call("GET", `${PATH}/${id}`)).json, first.json);

  const second = await create({});
  assert.ok(second.json.sandbox.name.length > 0, "the server makes a name");
  assert.equal(second.json.sandbox.markdown, "");
  const list = await call("GET", PATH);
  assert.equal(list.status, 200);
  assert.deepEqual(list.json, { ok: true, sandboxes: [second.json.sandbox, first.json.sandbox] });

  const deleted = await call("DELETE", `${PATH}/${id}`);
  assert.equal(deleted.status, 200);
  assert.deepEqual(deleted.json, { ok: true, deleted: true });
  const patch = { json: { name: "x" } };
  for (const [method, options] of [
    ["GET", {}],
    ["DELETE", {}],
    ["PATCH", patch],
    ["PATCH", { json: {} }],
  ] as const) {
    const gone = await call(method, `${PATH}/${id}`, options);
    assert.equal(gone.status, 404, method);
    assert.equal(gone.json.error, "not_found");
  }
  assert.deepEqual((await call("GET", PATH)).json.sandboxes, [second.json.sandbox]);
});

test("PATCH changes the given fields only; null and absence change nothing", async (t) => {
  const { call, create } = await setUp(t);
  const { sandbox } = (await create({ name: "a", markdown: "notes" })).json;
  const patch = async (json: unknown) =>
    (await call("PATCH", `${PATH}/${sandbox.public_id}`, { json })).json.sandbox;
  const renamed = await patch({ name: "b" });
  assert.equal(renamed.name, "b");
  assert.equal(renamed.markdown, "notes");
  assert.equal(renamed.created_at, sandbox.created_at);
  assert.ok(renamed.updated_at >= sandbox.updated_at);
  assert.equal((await patch({ markdown: "", name: null })).markdown, "");
  const untouched = await patch({ name: null });
  assert.equal(untouched.name, "b");
  assert.equal(untouched.markdown, "");
});

test("names and notes that cannot be are refused in the flat form, by name", async (t) => {
  const { call, create } = await setUp(t);
  const { public_id: id } = (await create({})).json.sandbox;
  const wrong = [
    ["name", { name: "" }],
    ["name", { name: "x".repeat(256) }],
    ["name", { name: 1 }],
    ["markdown", { markdown: "x".repeat(512_001) }],
  ] as const;
  for (const [field, json] of wrong) {
    for (const answer of [await create(json), await call("PATCH", `${PATH}/${id}`, { json })]) {
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.json.error, "bad_request");
      assert.equal(answer.json.details.errors[0].field, field);
    }
  }
  assert.equal((await create({ markdown: "x".repeat(512_000) })).status, 201);
  const broken = await call("POST", PATH, { body: "{" });
  assert.equal(broken.status, 400);
  assert.equal(broken.json.error, "bad_request");
});

test("a list is whole however long it is", async (t) => {
  const { call, create } = await setUp(t);
  assert.equal((await call("GET", PATH)).text, '{"ok":true,"sandboxes":[]}');
  for (let i = 0; i < 45; i += 1) await create({ name: `n${i}` });
  const { sandboxes } = (await call("GET", PATH)).json;
  const names = sandboxes.map(({ name }: { name: string }) => name);
  assert.deepEqual(
    names,
    Array.from({ length: 45 }, (_, i) => `n${44 - i}`),
  );
});

test("sandboxes are of one workspace, survive a restart and go with their workspace", async (t) => {
  const app = await setUp(t);
  const { workspace } = (await app.call("POST", "/v1/workspaces", { json: { name: "b" } })).json;
  const headers = { "x-workspace-id": workspace.public_id };
  const unnamed = await app.call("GET", PATH);
  assert.equal(unnamed.status, 400);
  assert.equal(unnamed.json.error, "workspace_required");
  assert.equal((await app.call("GET", PATH, { headers: { authorization: "" } })).status, 401);

  const created = await app.call("POST", PATH, { headers, json: { name: "mine" } });
  const path = `${PATH}/${created.json.sandbox.public_id}`;
  const elsewhere = { "x-workspace-id": app.app.workspaceId };
  for (const method of ["GET", "DELETE"]) {
    const foreign = await app.call(method, path, { headers: elsewhere });
    assert.equal(foreign.status, 404);
    assert.equal(foreign.json.error, "not_found");
  }
  assert.deepEqual((await app.call("GET", PATH, { headers: elsewhere })).json.sandboxes, []);

  const { call } = await app.restart();
  assert.deepEqual((await call("GET", path, { headers })).json, created.json);
  assert.equal((await call("DELETE", `/v1/workspaces/${workspace.public_id}`)).status, 204);
  assert.equal((await call("GET", path)).status, 404);
});
