import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { WORKSPACE_ID, startUploadServer } from "./start-upload-server.ts";
import {
  type Json,
  MEBIBYTE,
  PART,
  call,
  finalize,
  mint,
  mintUrls,
  open,
  outcome,
  put,
  putParts,
} from "./upload-client.ts";

test("single: one PUT, finalized once, with or without a body", async (t) => {
  const server = await startUploadServer(t);
  for (const body of [undefined, {}, { parts: null }]) {
    const text = "a,b\n1,2\n";
    const session = await open(server, { declared_size_bytes: 8, content_type: "text/csv" });
    assert.equal(session.mode, "single");
    assert.ok(session.url.startsWith(`${server.url}/`));
    assert.deepEqual(session.headers, {});
    const keys = ["finalize_token", "headers", "mode", "upload_id", "url"];
    assert.deepEqual(Object.keys(session).toSorted(), keys);
    const sent = await put(session.url, text);
    assert.equal(sent.status, 200);
    assert.equal(sent.headers.get("etag"), `"${createHash("sha256").update(text).digest("hex")}"`);
    const done = await finalize(server, session, body);
    assert.equal(done.status, 200, done.text);
    const { created_at, ...rest } = done.json;
    assert.ok(Date.parse(created_at) > 0);
    const { upload_id } = session;
    assert.deepEqual(rest, { upload_id, status: "ready", size_bytes: 8, content_type: "text/csv" });
    assert.match(outcome(await finalize(server, session, body)), /^400 .*already finalized/);
    assert.match(outcome(await put(session.url, text)), /^400 .*already finalized/);
  }
});

test("single: a file of no bytes is sent and finalized like any other", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, { declared_size_bytes: 0 });
  assert.equal(session.mode, "single");
  assert.equal((await put(session.url, "")).status, 200);
  assert.equal((await finalize(server, session)).json.size_bytes, 0);
});

test("multipart: parts of a known size, sent in any order, are joined in theirs", async (t) => {
  const server = await startUploadServer(t);
  const sizeBytes = 2 * PART + 1_000;
  const file = new Uint8Array(sizeBytes).map((_, i) => (i * 31) % 251);
  const session = await open(server, { declared_size_bytes: sizeBytes, part_size: 1 });
  assert.equal(session.mode, "multipart");
  assert.equal(session.part_size, PART);
  assert.equal(session.part_urls.length, 3);
  const cuts = session.part_urls.map((_, i) => file.subarray(i * PART, (i + 1) * PART));
  await putParts(session.part_urls.toReversed(), cuts.toReversed());
  const parts = cuts.map((cut, i) => ({
    part_number: i + 1,
    e_tag: `"${createHash("sha256").update(cut).digest("hex")}"`,
  }));
  const done = await finalize(server, session, { parts });
  assert.equal(done.json.size_bytes, sizeBytes, done.text);
  assert.deepEqual(await server.files(session.upload_id), ["file"]);
  const { path } = await server.uploads.open(WORKSPACE_ID, session.upload_id);
  assert.ok((await readFile(path)).equals(file));
});

test("streaming: addresses are minted as needed, parts are sent again, the size is counted", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, { part_size: PART });
  assert.equal(session.mode, "multipart");
  assert.equal(session.part_size, PART);
  const keys = ["finalize_token", "headers", "mode", "part_size", "upload_id"];
  assert.deepEqual(Object.keys(session).toSorted(), keys);
  const minted = await mint(server, session, [2, 1, 2]);
  assert.equal(minted.status, 200);
  assert.deepEqual(
    minted.json.parts.map((part: Json) => part.part_number),
    [1, 2],
  );
  const urls: string[] = minted.json.parts.map((part: Json) => part.url);
  await put(urls[1] ?? "", "first try");
  const first = await putParts(urls, [new Uint8Array(PART).fill(1), new Uint8Array(7)]);
  const [again = ""] = await mintUrls(server, session, [2]);
  await put(again, "other");
  assert.match(
    outcome(await finalize(server, session, { parts: first })),
    /^400 .*e_tag of part 2/,
  );
  const last = await put(again, "last!");
  const parts = [first[0], { part_number: 2, e_tag: last.headers.get("etag") }];
  const done = await finalize(server, session, { parts });
  assert.equal(done.json.size_bytes, PART + 5);
  assert.deepEqual(await server.files(session.upload_id), ["file"]);
});

test("minting refuses bad numbers, single uploads and wrong tokens", async (t) => {
  const server = await startUploadServer(t);
  const streaming = await open(server, {});
  const known = await open(server, { declared_size_bytes: 2 * PART, part_size: PART });
  const single = await open(server, { declared_size_bytes: 1 });
  const tooMany = Array.from({ length: 1_001 }, (_, i) => i + 1);
  for (const numbers of [[], [0], [10_001], [1.5], "1", tooMany]) {
    assert.equal((await mint(server, streaming, numbers)).status, 400);
  }
  assert.equal((await mint(server, streaming, [10_000])).status, 200);
  assert.equal((await mint(server, known, [2])).status, 200);
  assert.match(outcome(await mint(server, known, [3])), /^400 The upload has 2 parts/);
  assert.match(outcome(await mint(server, single, [1])), /^400 A single upload has no parts/);
  assert.equal((await mint(server, { ...streaming, finalize_token: "x" }, [1])).status, 400);
  assert.equal((await mint(server, { ...streaming, upload_id: "upldnone" }, [1])).status, 404);
});

test("a batch opens one session for each file in order, or none", async (t) => {
  const server = await startUploadServer(t, { maxUploadBytes: 100 * MEBIBYTE });
  const openBatch = (uploads: object[]) =>
    call(server, "POST", "/v1/uploads/batch", { json: { uploads } });
  const batch = await openBatch([
    { declared_size_bytes: 1 },
    {},
    { declared_size_bytes: 20 * MEBIBYTE },
  ]);
  assert.equal(batch.status, 201);
  assert.deepEqual(
    batch.json.uploads.map((one: Json) => [one.mode, one.part_urls?.length]),
    [
      ["single", undefined],
      ["multipart", undefined],
      ["multipart", 3],
    ],
  );
  assert.equal(new Set(batch.json.uploads.map((one: Json) => one.finalize_token)).size, 3);
  const refused = [{ declared_size_bytes: 1 }, { declared_size_bytes: 101 * MEBIBYTE }];
  assert.match(outcome(await openBatch(refused)), /^400 Upload exceeds maximum/);
  assert.equal((await openBatch([])).status, 400);
  const rows = await server.metastore.selectFrom("uploads").select("id").execute();
  assert.equal(rows.length, 3);
});
