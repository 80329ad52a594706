import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Answer, type Json, type TestApp, startTestApp } from "../start-test-app.ts";

const MEBIBYTE = 1_024 ** 2;
const PART = 5 * MEBIBYTE;

async function open(app: TestApp, json: object): Promise<Json> {
  const answer = await app.call("POST", "/v1/uploads", { json });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

/** Sends bytes the way clients do: to the address alone, without any key. */
async function put(
  app: TestApp,
  url: string,
  body: Uint8Array<ArrayBuffer> | string,
): Promise<Answer> {
  return app.call("PUT", url, { headers: { authorization: "" }, body });
}

function finalize(app: TestApp, session: Json, json?: unknown): Promise<Answer> {
  return app.call("POST", `/v1/uploads/${session.upload_id}/finalize`, {
    headers: { "x-upload-finalize-token": session.finalize_token },
    ...(json === undefined ? {} : { json }),
  });
}

function mint(app: TestApp, session: Json, part_numbers: unknown): Promise<Answer> {
  return app.call("POST", `/v1/uploads/${session.upload_id}/parts`, {
    headers: { "x-upload-finalize-token": session.finalize_token },
    json: { part_numbers },
  });
}

async function putParts(
  app: TestApp,
  urls: readonly string[],
  parts: readonly Uint8Array<ArrayBuffer>[],
) {
  const etags: { part_number: number; e_tag: string }[] = [];
  for (const [i, url] of urls.entries()) {
    const answer = await put(app, url, parts[i] ?? new Uint8Array());
    assert.equal(answer.status, 200, answer.text);
    etags.push({ part_number: i + 1, e_tag: answer.headers.get("etag") ?? "" });
  }
  return etags;
}

function message(answer: Answer): string {
  return `${answer.status} ${answer.json?.error?.message ?? answer.text}`;
}

/** Loads the upload and counts the rows: proof that the bytes arrived as they were sent. */
async function load(app: TestApp, uploadId: string): Promise<Answer> {
  const [database] = (await app.call("GET", "/v1/databases")).json.databases;
  return app.call("POST", `/v1/databases/${database.id}/schemas/main/tables/t/loads`, {
    json: { mode: "replace", upload_id: uploadId },
  });
}

test("single: one PUT, finalized once, with or without a body", async (t) => {
  const app = await startTestApp(t);
  for (const body of [undefined, {}, { parts: null }]) {
    const text = "a,b\n1,2\n";
    const session = await open(app, { declared_size_bytes: 8, content_type: "text/csv" });
    assert.equal(session.mode, "single");
    assert.ok(session.url.startsWith(`${app.url}/`));
    assert.deepEqual(
      [session.headers, "part_urls" in session, "part_size" in session],
      [{}, false, false],
    );
    const sent = await put(app, session.url, text);
    assert.equal(sent.status, 200);
    assert.equal(sent.headers.get("etag"), `"${createHash("sha256").update(text).digest("hex")}"`);
    const done = await finalize(app, session, body);
    assert.equal(done.status, 200, done.text);
    assert.deepEqual(
      { ...done.json, created_at: 0 },
      {
        upload_id: session.upload_id,
        status: "ready",
        size_bytes: 8,
        content_type: "text/csv",
        created_at: 0,
      },
    );
    assert.match(message(await finalize(app, session, body)), /^400 .*already finalized/);
    assert.match(message(await put(app, session.url, text)), /^400 .*already finalized/);
  }
});

test("finalize refuses a wrong token, a missing file and a wrong size, and can then succeed", async (t) => {
  const app = await startTestApp(t);
  const session = await open(app, { declared_size_bytes: 3 });
  assert.match(message(await finalize(app, session, {})), /^400 No file was sent/);
  await put(app, session.url, "abcd");
  assert.match(
    message(await finalize(app, session, {})),
    /^400 The upload has 4 bytes, but 3 were/,
  );
  const wrong = { ...session, finalize_token: "x" };
  assert.match(message(await finalize(app, wrong, {})), /^400 X-Upload-Finalize-Token is not/);
  const unknown = { ...session, upload_id: "upldnothing" };
  assert.equal((await finalize(app, unknown, {})).status, 404);
  const tokenless = await app.call("POST", `/v1/uploads/${session.upload_id}/finalize`);
  assert.match(message(tokenless), /^400 .*x-upload-finalize-token/);
  await put(app, session.url, "abc");
  assert.equal((await finalize(app, session, {})).status, 200);
});

test("multipart with a known size: parts are joined in order and load as one file", async (t) => {
  const app = await startTestApp(t);
  const csv = Buffer.from(
    `n,text\n${Array.from({ length: 900_000 }, (_, i) => `${i},row ${i}`).join("\n")}\n`,
  );
  const session = await open(app, {
    declared_size_bytes: csv.length,
    part_size: 1,
    content_type: "text/csv",
  });
  assert.equal(session.mode, "multipart");
  assert.equal(session.part_size, PART);
  assert.equal(session.part_urls.length, Math.ceil(csv.length / PART));
  const parts = session.part_urls.map(
    (_: string, i: number) => new Uint8Array(csv.subarray(i * PART, (i + 1) * PART)),
  );
  const etags = await putParts(app, session.part_urls, parts);
  const done = await finalize(app, session, { parts: etags });
  assert.equal(done.json.size_bytes, csv.length);
  const folder = join(app.dataDir, "uploads", session.upload_id);
  assert.deepEqual(await readdir(folder), ["file"]);
  const loaded = await load(app, session.upload_id);
  assert.equal(loaded.status, 200, loaded.text);
  assert.equal(loaded.json.row_count, 900_000);
  assert.ok(!(await readdir(join(app.dataDir, "uploads"))).includes(session.upload_id));
});

test("multipart: wrong order, missing part, wrong etag, wrong part size and no parts are 400s", async (t) => {
  const app = await startTestApp(t);
  const size = 2 * PART + 10;
  const session = await open(app, { declared_size_bytes: size, part_size: PART });
  const [first, second, third] = session.part_urls;
  const small = new Uint8Array(10);
  await put(app, first, small);
  const secondTag = (await put(app, second, new Uint8Array(PART))).headers.get("etag") ?? "";
  const thirdTag = (await put(app, third, small)).headers.get("etag") ?? "";
  const named = (...tags: string[]) => ({
    parts: tags.map((e_tag, i) => ({ part_number: i + 1, e_tag })),
  });
  assert.match(message(await finalize(app, session, {})), /^400 parts is required/);
  assert.match(
    message(await finalize(app, session, named(thirdTag, secondTag, thirdTag))),
    /^400 Part 1 has 10 bytes/,
  );
  assert.match(
    message(await finalize(app, session, named("x", secondTag, thirdTag))),
    /^400 The e_tag of part 1/,
  );
  const firstTag = (await put(app, first, new Uint8Array(PART))).headers.get("etag") ?? "";
  assert.match(
    message(await finalize(app, session, named(thirdTag, secondTag, thirdTag))),
    /^400 The e_tag of part 1/,
  );
  const swapped = { parts: named(firstTag, secondTag, thirdTag).parts.toReversed() };
  assert.match(message(await finalize(app, session, swapped)), /^400 .*ascending/);
  assert.match(
    message(await finalize(app, session, named(firstTag, secondTag))),
    /^400 The upload has \d+ bytes/,
  );
  assert.match(
    message(await finalize(app, session, named(firstTag, secondTag, thirdTag, "x"))),
    /^400 Part 4 was not received/,
  );
  const tooLarge = await put(app, third, new Uint8Array(PART + 1));
  assert.match(message(tooLarge), /^400 Part 3 may have at most/);
  const unquoted = named(firstTag, secondTag, thirdTag.replaceAll('"', ""));
  assert.equal((await finalize(app, session, unquoted)).status, 200);
});

test("streaming: addresses are minted as needed, parts are sent again, the size is counted", async (t) => {
  const app = await startTestApp(t);
  const session = await open(app, { part_size: PART });
  assert.equal(session.mode, "multipart");
  assert.equal(session.part_size, PART);
  assert.ok(!("part_urls" in session) && !("url" in session));
  const minted = await mint(app, session, [2, 1, 2]);
  assert.equal(minted.status, 200);
  assert.deepEqual(
    minted.json.parts.map((part: Json) => part.part_number),
    [1, 2],
  );
  const urls = minted.json.parts.map((part: Json) => part.url);
  await put(app, urls[1], "first try");
  const parts = await putParts(app, urls, [new Uint8Array(PART).fill(1), new Uint8Array(7)]);
  const again = (await mint(app, session, [2])).json.parts[0].url;
  assert.notEqual((await put(app, again, "other")).headers.get("etag"), parts[1]?.e_tag);
  assert.match(message(await finalize(app, session, { parts })), /^400 The e_tag of part 2/);
  const current = [
    parts[0],
    { part_number: 2, e_tag: (await put(app, again, "last!")).headers.get("etag") },
  ];
  const done = await finalize(app, session, { parts: current });
  assert.equal(done.json.size_bytes, PART + 5);
  assert.deepEqual(await readdir(join(app.dataDir, "uploads", session.upload_id)), ["file"]);
});

test("minting refuses bad numbers, single uploads and wrong tokens", async (t) => {
  const app = await startTestApp(t);
  const streaming = await open(app, {});
  const known = await open(app, { declared_size_bytes: 2 * PART, part_size: PART });
  const single = await open(app, { declared_size_bytes: 1 });
  for (const numbers of [[], [0], [10_001], [1.5], "1"]) {
    assert.equal((await mint(app, streaming, numbers)).status, 400);
  }
  assert.equal((await mint(app, streaming, [10_000])).status, 200);
  assert.equal((await mint(app, known, [2])).status, 200);
  assert.match(message(await mint(app, known, [3])), /^400 The upload has 2 parts/);
  assert.match(message(await mint(app, single, [1])), /^400 A single upload has no parts/);
  assert.equal((await mint(app, { ...streaming, finalize_token: "x" }, [1])).status, 400);
  assert.equal((await mint(app, { ...streaming, upload_id: "upldnone" }, [1])).status, 404);
});

test("limits: too large a file, unknown checksum, empty streaming upload", async (t) => {
  const app = await startTestApp(t, { maxUploadBytes: 1_000 });
  const large = await app.call("POST", "/v1/uploads", { json: { declared_size_bytes: 1_001 } });
  assert.match(message(large), /^400 Upload exceeds maximum size of 1000 bytes/);
  assert.equal(large.json.error.details.errors[0].field, "declared_size_bytes");
  const algorithm = await app.call("POST", "/v1/uploads", { json: { checksum_algo: "md5" } });
  assert.equal(algorithm.status, 400);
  const session = await open(app, {});
  const [{ url }] = (await mint(app, session, [1])).json.parts;
  assert.match(message(await put(app, url, new Uint8Array(1_001))), /^400 Upload exceeds maximum/);
  const sent = await put(app, url, "");
  const parts = [{ part_number: 1, e_tag: sent.headers.get("etag") }];
  assert.match(message(await finalize(app, session, { parts })), /^400 The upload is empty/);
});

test("a declared checksum is compared with what arrived", async (t) => {
  const app = await startTestApp(t);
  const digest = createHash("sha256").update("abc");
  const base64 = digest.copy().digest("base64");
  const session = await open(app, {
    declared_size_bytes: 3,
    checksum_algo: "sha256",
    checksum_value: base64,
  });
  await put(app, session.url, "abX");
  assert.match(message(await finalize(app, session, {})), /^400 The file's SHA-256 is/);
  await put(app, session.url, "abc");
  assert.equal((await finalize(app, session, {})).status, 200);
  const bad = { checksum_algo: "sha256", checksum_value: "zz" };
  assert.equal((await app.call("POST", "/v1/uploads", { json: bad })).status, 400);
});

test("a changed or expired address is a JSON 403, and no key helps", async (t) => {
  const app = await startTestApp(t);
  const session = await open(app, { declared_size_bytes: 3 });
  const url = new URL(session.url);
  const expires = url.searchParams.get("expires") ?? "";
  assert.ok(Math.abs(Number(expires) - Date.now() / 1_000 - 1_800) < 10);
  url.searchParams.set("expires", String(Number(expires) + 1_000));
  const tampered = [
    url.href,
    session.url.replace("/1?", "/2?"),
    session.url.replace(/signature=.*/, "signature="),
    session.url.replace(/\?.*/, ""),
  ];
  for (const address of tampered) {
    const answer = await app.call("PUT", address, { body: "abc" });
    assert.equal(answer.status, 403);
    assert.equal(answer.json.error.code, "ACCESS_DENIED");
  }
});

test("a batch opens one session for each file in order, or none", async (t) => {
  const app = await startTestApp(t, { maxUploadBytes: 100 * MEBIBYTE });
  const uploads = [{ declared_size_bytes: 1 }, {}, { declared_size_bytes: 20 * MEBIBYTE }];
  const batch = await app.call("POST", "/v1/uploads/batch", { json: { uploads } });
  assert.equal(batch.status, 201);
  assert.deepEqual(
    batch.json.uploads.map((one: Json) => [one.mode, one.part_urls?.length]),
    [
      ["single", undefined],
      ["multipart", undefined],
      ["multipart", 3],
    ],
  );
  const refused = [{ declared_size_bytes: 1 }, { declared_size_bytes: 101 * MEBIBYTE }];
  assert.equal(
    (await app.call("POST", "/v1/uploads/batch", { json: { uploads: refused } })).status,
    400,
  );
  assert.equal(
    (await app.call("POST", "/v1/uploads/batch", { json: { uploads: [] } })).status,
    400,
  );
});

test("a part that is cut off in the middle leaves the earlier one", async (t) => {
  const app = await startTestApp(t);
  const session = await open(app, { declared_size_bytes: 3 });
  await put(app, session.url, "abc");
  const { port, pathname, search } = new URL(session.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nx`);
  await delay(100);
  socket.destroy();
  await delay(100);
  assert.equal((await finalize(app, session, {})).status, 200);
});

test("sessions live on over a restart; addresses follow the public URL", async (t) => {
  const first = await startTestApp(t);
  const session = await open(first, { declared_size_bytes: 3 });
  await put(first, session.url, "abc");
  const second = await first.restart({ publicUrl: "https://data.example.com/hotdata" });
  const { port } = new URL(second.url);
  const moved = session.url.replace(/:\d+/, `:${port}`);
  assert.equal((await put(second, moved, "xyz")).status, 200);
  assert.equal((await finalize(second, session, {})).status, 200);
  const behindProxy = await open(second, { declared_size_bytes: 3 });
  assert.ok(behindProxy.url.startsWith("https://data.example.com/hotdata/_storage/uploads/"));
});

test("an upload is loaded once: unfinished 400, malformed 400, unknown 404", async (t) => {
  const app = await startTestApp(t);
  const session = await open(app, { declared_size_bytes: 8 });
  assert.match(message(await load(app, session.upload_id)), /^400 .*is not finalized/);
  assert.equal((await load(app, "upldnothing")).status, 404);
  assert.equal((await load(app, "no such/id")).status, 400);
});
