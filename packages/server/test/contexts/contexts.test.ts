import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

async function setUp(t: TestContext) {
  const app = await startTestApp(t);
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const path = `/v1/databases/${id}/context`;
  const put = (name: string, content: string) =>
    app.call("POST", path, { json: { name, content } });
  return { app, path, id, put };
}

test("a context is written, read, replaced, listed and deleted", async (t) => {
  const { app, path, put } = await setUp(t);
  const first = await put("Notes_1", "what the tables mean");
  assert.equal(first.status, 200, first.text);
  await put("a", "");
  const again = await put("Notes_1", "new");
  assert.ok(again.json.context.updated_at >= first.json.context.updated_at);
  assert.deepEqual((await app.call("GET", `${path}/Notes_1`)).json, again.json);
  assert.equal((await app.call("GET", `${path}/notes_1`)).status, 404, "case is kept");
  const listed = await app.call("GET", path);
  const names = listed.json.contexts.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ["Notes_1", "a"]);
  assert.equal((await app.call("DELETE", `${path}/Notes_1`)).status, 204);
  assert.equal((await app.call("DELETE", `${path}/Notes_1`)).status, 404);
});

test("names and texts that cannot be are refused, by name", async (t) => {
  const { app, path, put } = await setUp(t);
  for (const name of ["", "1a", "a-b", "select", "TABLE", "ä", "a".repeat(129), "a b"]) {
    const answer = await put(name, "x");
    assert.equal(answer.status, 400, name);
    assert.equal(answer.json.error.details.errors[0].field, "name");
  }
  assert.equal((await put("a", "x".repeat(512_001))).status, 400);
  assert.equal((await put("a", "x".repeat(512_000))).status, 200);
  assert.equal((await app.call("GET", `${path}/a-b`)).status, 400);
  assert.equal((await app.call("GET", "/v1/databases/nowhere/context")).status, 404);
});

test("contexts belong to one database and go with it", async (t) => {
  const { app, id, path, put } = await setUp(t);
  await put("a", "x");
  const other = (await app.call("POST", "/v1/databases", { json: {} })).json.id;
  assert.equal((await app.call("GET", `/v1/databases/${other}/context/a`)).status, 404);
  await app.call("DELETE", `/v1/databases/${id}`);
  assert.equal((await app.call("GET", `${path}/a`)).status, 404);
});
