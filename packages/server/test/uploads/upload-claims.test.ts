import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { type UploadServer, WORKSPACE_ID, startUploadServer } from "./start-upload-server.ts";
import { call, open } from "./upload-client.ts";

async function upload(server: UploadServer): Promise<string> {
  const headers = { "content-type": "text/csv" };
  return (await call(server, "POST", "/v1/files", { headers, body: "a\n1\n" })).json.id;
}

async function statusOf(server: UploadServer): Promise<string> {
  return (await call(server, "GET", "/v1/files")).json.uploads[0].status;
}

const inUse = { code: "CONFLICT", message: /being loaded by another request/ };

test("of many claims at once, exactly one gets the bytes", async (t) => {
  const server = await startUploadServer(t);
  const id = await upload(server);
  const claims = await Promise.allSettled(
    Array.from({ length: 10 }, () => server.uploads.claim(WORKSPACE_ID, id)),
  );
  const won = claims.filter((claim) => claim.status === "fulfilled");
  assert.equal(won.length, 1);
  const opened = await server.uploads.open(WORKSPACE_ID, id);
  assert.equal(opened.contentType, "text/csv");
  assert.equal(await readFile(opened.path, "utf8"), "a\n1\n");
  assert.equal(await statusOf(server), "processing");
  await assert.rejects(server.uploads.claim(WORKSPACE_ID, id), inUse);
});

test("a released upload can be claimed again, a consumed one cannot and has no bytes", async (t) => {
  const server = await startUploadServer(t);
  const id = await upload(server);
  await server.uploads.claim(WORKSPACE_ID, id);
  await server.uploads.release(id);
  assert.equal(await statusOf(server), "pending");
  await server.uploads.claim(WORKSPACE_ID, id);
  await server.uploads.consume(id);
  await server.uploads.removeBytes(id);
  assert.equal(await statusOf(server), "consumed");
  assert.deepEqual(await server.files(), [".incoming"]);
  await server.uploads.release(id);
  await assert.rejects(server.uploads.claim(WORKSPACE_ID, id), {
    code: "CONFLICT",
    message: /already been consumed/,
  });
});

test("unknown, foreign, malformed and unfinished uploads cannot be claimed", async (t) => {
  const server = await startUploadServer(t);
  const id = await upload(server);
  const { uploads } = server;
  await assert.rejects(uploads.claim(WORKSPACE_ID, "upldnothing"), { code: "NOT_FOUND" });
  await assert.rejects(uploads.claim("workother", id), { code: "NOT_FOUND" });
  await assert.rejects(uploads.claim(WORKSPACE_ID, "../secret"), { code: "BAD_REQUEST" });
  const { upload_id } = await open(server, { declared_size_bytes: 3 });
  await assert.rejects(uploads.claim(WORKSPACE_ID, upload_id), {
    code: "BAD_REQUEST",
    message: /is not finalized/,
  });
});
