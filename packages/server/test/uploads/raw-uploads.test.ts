import assert from "node:assert/strict";
import { test } from "node:test";
import { type UploadServer, WORKSPACE_ID, startUploadServer } from "./start-upload-server.ts";
import { type Json, call, outcome, startSending, until } from "./upload-client.ts";

function send(server: UploadServer, body: BodyInit, headers: HeadersInit = {}) {
  return call(server, "POST", "/v1/files", { headers, body });
}

async function list(server: UploadServer, query = ""): Promise<Json[]> {
  const answer = await call(server, "GET", `/v1/files${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.uploads;
}

/** Sends without a Content-Length. */
async function sendChunked({ url }: UploadServer, sizeBytes: number): Promise<Response> {
  const body = new Blob([new Uint8Array(sizeBytes)]).stream();
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  return fetch(`${url}/v1/files`, init);
}

test("a raw upload is stored with its type, and listed newest first", async (t) => {
  const server = await startUploadServer(t);
  const first = await send(server, "a,b\n1,2\n", { "content-type": "text/csv" });
  assert.equal(first.status, 201);
  assert.match(first.json.id, /^upld[0-9a-z]{26}$/);
  assert.ok(Math.abs(Date.parse(first.json.created_at) - Date.now()) < 60_000);
  assert.deepEqual(
    { ...first.json, id: 0, created_at: 0 },
    { id: 0, created_at: 0, status: "pending", size_bytes: 8, content_type: "text/csv" },
  );
  const second = await send(server, new Uint8Array(300_000));
  assert.equal(second.json.size_bytes, 300_000);
  assert.equal(second.json.content_type, null);
  assert.deepEqual(await list(server), [second.json, first.json]);
});

test("a body in chunks of unknown length is stored whole", async (t) => {
  const response = await sendChunked(await startUploadServer(t), 1_000_000);
  assert.equal(response.status, 201);
  assert.equal((await response.json()).size_bytes, 1_000_000);
});

test("empty and too large uploads are a 400 and leave nothing", async (t) => {
  const server = await startUploadServer(t, { maxUploadBytes: 1_000 });
  assert.match(outcome(await send(server, "")), /^400 Upload cannot be empty/);
  assert.equal((await sendChunked(server, 0)).status, 400);
  const tooLarge = /^400 Upload exceeds maximum size of 1000 bytes/;
  assert.match(outcome(await send(server, new Uint8Array(1_001))), tooLarge);
  const chunked = await sendChunked(server, 2_000_000);
  assert.match(`${chunked.status} ${(await chunked.json()).error.message}`, tooLarge);
  assert.deepEqual(await server.files(), [".incoming"]);
  assert.deepEqual(await server.files(".incoming"), []);
  assert.equal((await send(server, new Uint8Array(1_000))).status, 201);
});

test("a connection that is cut in the middle leaves nothing", async (t) => {
  const server = await startUploadServer(t);
  for (const headers of ["content-length: 1000000", "content-length: 400001"]) {
    const socket = startSending(`${server.url}/v1/files`, "POST", headers);
    await until(async () => (await server.files(".incoming")).length === 1);
    socket.destroy();
    await until(async () => (await server.files(".incoming")).length === 0);
  }
  assert.deepEqual(await server.files(), [".incoming"]);
  assert.deepEqual(await list(server), []);
});

test("a shutdown does not wait for an upload that has stopped coming", async (t) => {
  const server = await startUploadServer(t);
  startSending(`${server.url}/v1/files`, "POST", "content-length: 1000000");
  await until(async () => (await server.files(".incoming")).length === 1);
  const startedAt = performance.now();
  await server.close(100);
  assert.ok(performance.now() - startedAt < 4_000);
  await until(async () => (await server.files(".incoming")).length === 0);
});

test("the list is cut by status, whatever its length", async (t) => {
  const server = await startUploadServer(t);
  const { id } = (await send(server, "a\n1\n")).json;
  const copies = Array.from({ length: 1_234 }, (_, i) => `copy${i}`);
  const row = {
    workspace_id: WORKSPACE_ID,
    mode: "single",
    status: "pending",
    size_bytes: 1,
    created_at: "2026-01-01T00:00:00.000Z",
  } as const;
  await server.metastore.transaction().execute(async (transaction) => {
    for (const copy of copies) {
      await transaction
        .insertInto("uploads")
        .values({ id: copy, ...row })
        .execute();
    }
  });
  const ids = (uploads: Json[]) => uploads.map((upload) => upload.id);
  assert.deepEqual(ids(await list(server)), [...copies.toReversed(), id]);
  assert.deepEqual(ids(await list(server, "?status=pending")), [id]);
  assert.equal((await list(server, "?status=ready")).length, 1_234);
  assert.deepEqual(await list(server, "?status=consumed"), []);
  const either = await list(server, "?status=consumed,ready,%20pending,ready");
  assert.deepEqual(ids(either), [...copies.toReversed(), id]);
  assert.deepEqual(ids(await list(server, "?status=pending,processing")), [id]);
  const unknown = await call(server, "GET", "/v1/files?status=done");
  assert.match(
    outcome(unknown),
    /^400 .*`status\S*` must be one or more of pending, ready, processing, consumed/,
  );
});
