import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

const PATH = "/v1/context";

async function setUp(t: TestContext) {
  const app = await startTestApp(t);
  const put = (name: string, content: string, headers = {}) =>
    app.call("POST", PATH, { json: { name, content }, headers });
  return { ...app, put };
}

test("a workspace's context is written, read, replaced, listed and deleted", async (t) => {
  const { call, put } = await setUp(t);
  assert.deepEqual((await call("GET", PATH)).json, { contexts: [] });
  const first = await put("Notes_1", "what the databases are for");
  assert.equal(first.status, 200, first.text);
  await put("a", "");
  const again = await put("Notes_1", "new");
  assert.ok(again.json.context.updated_at >= first.json.context.updated_at);
  assert.deepEqual((await call("GET", `${PATH}/Notes_1`)).json, again.json);
  assert.equal((await call("GET", `${PATH}/notes_1`)).status, 404, "case is kept");
  const names = (await call("GET", PATH)).json.contexts.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ["Notes_1", "a"]);
  assert.equal((await call("DELETE", `${PATH}/Notes_1`)).status, 204);
  assert.equal((await call("DELETE", `${PATH}/Notes_1`)).status, 404);
});

test("a list is whole however long it is", async (t) => {
  const { call, put } = await setUp(t);
  const names = Array.from({ length: 45 }, (_, i) => `n${String(i).padStart(2, "0")}`);
  for (const name of names.toReversed()) await put(name, name);
  const { contexts } = (await call("GET", PATH)).json;
  assert.deepEqual(
    contexts.map(({ content }: { content: string }) => content),
    names,
  );
});

test("the rules for names and texts are those of a database's contexts", async (t) => {
  const { call, put } = await setUp(t);
  for (const name of ["", "1a", "a-b", "select", "a".repeat(129)]) {
    const answer = await put(name, "x");
    assert.equal(answer.status, 400, name);
    assert.equal(answer.json.error.details.errors[0].field, "name");
  }
  assert.equal((await put("a", "x".repeat(512_001))).status, 400);
  assert.equal((await put("a", "x".repeat(512_000))).status, 200);
  for (const method of ["GET", "DELETE"]) {
    assert.equal((await call(method, `${PATH}/a-b`)).status, 400);
  }
});

test("contexts are of one workspace, survive a restart and go with it", async (t) => {
  const app = await setUp(t);
  const { workspace } = (await app.call("POST", "/v1/workspaces", { json: { name: "b" } })).json;
  const inB = { "x-workspace-id": workspace.public_id };
  const inA = { "x-workspace-id": app.app.workspaceId };
  const unnamed = await app.call("GET", PATH);
  assert.equal(unnamed.status, 400);
  assert.equal(unnamed.json.error, "workspace_required");
  await app.put("a", "of b", inB);
  await app.put("a", "of a", inA);
  const { call } = await app.restart();
  const read = async (headers: Record<string, string>) =>
    (await call("GET", `${PATH}/a`, { headers })).json.context.content;
  assert.equal(await read(inB), "of b");
  await call("DELETE", `${PATH}/a`, { headers: inB });
  assert.equal(await read(inA), "of a");
  await call("POST", PATH, { headers: inB, json: { name: "a", content: "x" } });
  assert.equal((await call("DELETE", `/v1/workspaces/${workspace.public_id}`)).status, 204);
  assert.equal(await read(inA), "of a");
});
