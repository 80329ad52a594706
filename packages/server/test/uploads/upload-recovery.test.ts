import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { UploadStatus } from "../../src/metastore/tables/upload-tables.ts";
import { type UploadServer, WORKSPACE_ID, startUploadServer } from "./start-upload-server.ts";
import { PART, call, finalize, mint, mintUrls, open, put, putParts } from "./upload-client.ts";

async function setStatus({ metastore }: UploadServer, id: string, status: UploadStatus) {
  await metastore.updateTable("uploads").set({ status }).where("id", "=", id).execute();
}

async function expire({ metastore }: UploadServer, id: string) {
  const expires_at = new Date(Date.now() - 1_000).toISOString();
  await metastore.updateTable("uploads").set({ expires_at }).where("id", "=", id).execute();
}

test("a claim that a crash left behind is released at the next start", async (t) => {
  const server = await startUploadServer(t);
  const { id } = (await call(server, "POST", "/v1/files", { body: "a\n1\n" })).json;
  await server.uploads.claim(WORKSPACE_ID, id);
  const next = await server.restart();
  await next.uploads.claim(WORKSPACE_ID, id);
});

test("a finalize that a crash interrupted can be called again", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, {});
  const urls = await mintUrls(server, session, [1, 2]);
  const parts = await putParts(urls, [new Uint8Array(PART), "end"]);
  // The file was joined, but its session did not end.
  await writeFile(join(server.dataDir, "uploads", session.upload_id, "file"), "half");
  await setStatus(server, session.upload_id, "finalizing");
  const next = await server.restart();
  const done = await finalize(next, session, { parts });
  assert.equal(done.json.size_bytes, PART + 3, done.text);
  assert.deepEqual(await next.files(session.upload_id), ["file"]);
});

test("bytes that belong to nothing go at the next start, and nothing else does", async (t) => {
  const server = await startUploadServer(t);
  const kept: string = (await call(server, "POST", "/v1/files", { body: "kept" })).json.id;
  const consumed: string = (await call(server, "POST", "/v1/files", { body: "gone" })).json.id;
  await setStatus(server, consumed, "consumed");
  const session = await open(server, { declared_size_bytes: 3 });
  await put(session.url, "abc");
  const folder = join(server.dataDir, "uploads");
  await writeFile(join(folder, ".incoming", "half"), "half");
  await mkdir(join(folder, "upldofnobody"));
  await writeFile(join(folder, "upldofnobody", "file"), "orphan");
  // Not a name of ours: file systems make it at their root.
  await mkdir(join(folder, "lost+found"));
  const next = await server.restart();
  const names = await next.files();
  assert.deepEqual(
    names.toSorted(),
    [".incoming", "lost+found", kept, session.upload_id].toSorted(),
  );
  assert.deepEqual(await next.files(".incoming"), []);
  assert.equal((await finalize(next, session)).status, 200);
});

test("a session that was not finalized in a day is refused, then swept", async (t) => {
  const server = await startUploadServer(t);
  const old = await open(server, {});
  const [url = ""] = await mintUrls(server, old, [1]);
  await put(url, "abc");
  const finalized = await open(server, { declared_size_bytes: 3 });
  await put(finalized.url, "abc");
  await finalize(server, finalized);
  const current = await open(server, { declared_size_bytes: 3 });
  await expire(server, old.upload_id);
  assert.equal((await put(url, "abc")).status, 403);
  assert.equal((await mint(server, old, [1])).status, 404);
  assert.equal((await finalize(server, old)).status, 404);
  assert.equal(await server.uploads.deleteExpired(new AbortController().signal), 1);
  assert.deepEqual(
    (await server.files()).toSorted(),
    [".incoming", finalized.upload_id].toSorted(),
  );
  const left = await server.metastore.selectFrom("upload_parts").selectAll().execute();
  assert.deepEqual(left, []);
  assert.equal((await put(current.url, "abc")).status, 200);
});

test("a session lives for 24 hours", async (t) => {
  const server = await startUploadServer(t);
  await open(server, {});
  const { expires_at } = await server.metastore
    .selectFrom("uploads")
    .select("expires_at")
    .executeTakeFirstOrThrow();
  const lifeMs = Date.parse(expires_at ?? "") - Date.now();
  assert.ok(Math.abs(lifeMs - 24 * 3_600_000) < 10_000);
});
