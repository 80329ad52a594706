import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Json, type TestApp, TEST_KEY, startTestApp } from "../start-test-app.ts";

/** Names of the folders that hold bytes of uploads. */
async function storedUploads({ dataDir }: TestApp): Promise<string[]> {
  return (await readdir(join(dataDir, "uploads"))).filter((name) => name.startsWith("upld"));
}

async function incomingFiles({ dataDir }: TestApp): Promise<string[]> {
  return readdir(join(dataDir, "uploads", ".incoming"));
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100 && !(await isDone()); i++) await delay(20);
  assert.ok(await isDone(), "did not happen within two seconds");
}

test("a raw upload is stored with its type, and listed newest first", async (t) => {
  const app = await startTestApp(t);
  const headers = { "content-type": "text/csv" };
  const first = await app.call("POST", "/v1/files", { headers, body: "a,b\n1,2\n" });
  assert.equal(first.status, 201);
  assert.match(first.json.id, /^upld[0-9a-z]{26}$/);
  assert.deepEqual(
    { ...first.json, id: 0, created_at: 0 },
    { id: 0, created_at: 0, status: "pending", size_bytes: 8, content_type: "text/csv" },
  );
  const second = await app.call("POST", "/v1/files", { body: new Uint8Array(300_000) });
  assert.equal(second.json.size_bytes, 300_000);
  assert.equal(second.json.content_type, null);
  const { uploads } = (await app.call("GET", "/v1/files")).json;
  assert.deepEqual(
    uploads.map(({ id }: Json) => id),
    [second.json.id, first.json.id],
  );
  const consumed = await app.call("GET", "/v1/files?status=consumed");
  assert.deepEqual(consumed.json.uploads, []);
  const pending = await app.call("GET", "/v1/files?status=pending");
  assert.equal(pending.json.uploads.length, 2);
});

test("a body in chunks of unknown length is stored whole", async (t) => {
  const app = await startTestApp(t);
  const body = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 10; i++) controller.enqueue(new Uint8Array(100_000).fill(i));
      controller.close();
    },
  });
  const init = {
    method: "POST",
    headers: { authorization: `Bearer ${TEST_KEY}` },
    body,
    duplex: "half",
  } as RequestInit;
  const response = await fetch(`${app.url}/v1/files`, init);
  assert.equal(response.status, 201);
  assert.equal((await response.json()).size_bytes, 1_000_000);
});

test("empty and too large uploads are a 400 and leave nothing", async (t) => {
  const app = await startTestApp(t, { maxUploadBytes: 1_000 });
  const empty = await app.call("POST", "/v1/files", { body: "" });
  assert.equal(empty.status, 400);
  assert.match(empty.json.error.message, /^Upload cannot be empty/);
  const declared = await app.call("POST", "/v1/files", { body: new Uint8Array(2_000) });
  assert.equal(declared.status, 400);
  assert.match(declared.json.error.message, /^Upload exceeds maximum size of 1000 bytes/);
  const chunked = {
    method: "POST",
    headers: { authorization: `Bearer ${TEST_KEY}` },
    body: new Blob([new Uint8Array(2_000_000)]).stream(),
    duplex: "half",
  } as RequestInit;
  const response = await fetch(`${app.url}/v1/files`, chunked);
  assert.equal(response.status, 400);
  assert.match((await response.json()).error.message, /exceeds maximum size/);
  assert.deepEqual(await storedUploads(app), []);
  assert.deepEqual(await incomingFiles(app), []);
});

test("a connection that is cut in the middle leaves nothing", async (t) => {
  const app = await startTestApp(t);
  const { port } = new URL(app.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST /v1/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TEST_KEY}\r\n` +
      "content-length: 1000000\r\n\r\n",
  );
  socket.write(new Uint8Array(400_000));
  await until(async () => (await incomingFiles(app)).length === 1);
  socket.destroy();
  await until(async () => (await incomingFiles(app)).length === 0);
  assert.deepEqual(await storedUploads(app), []);
  assert.deepEqual((await app.call("GET", "/v1/files")).json.uploads, []);
});

test("uploads of another workspace are not there", async (t) => {
  const app = await startTestApp(t);
  const { json } = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const inOther = { "x-workspace-id": json.workspace.public_id };
  const inDefault = { "x-workspace-id": app.app.workspaceId };
  const upload = await app.call("POST", "/v1/files", { headers: inDefault, body: "a\n1\n" });
  assert.deepEqual((await app.call("GET", "/v1/files", { headers: inOther })).json.uploads, []);
  const [database] = (await app.call("GET", "/v1/databases", { headers: inOther })).json.databases;
  const load = await app.call("POST", `/v1/databases/${database.id}/schemas/main/tables/t/loads`, {
    headers: inOther,
    json: { mode: "replace", upload_id: upload.json.id },
  });
  assert.equal(load.status, 404);
});
