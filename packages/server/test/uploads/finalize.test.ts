import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { type UploadServer, startUploadServer } from "./start-upload-server.ts";
import {
  MEBIBYTE,
  PART,
  type Session,
  call,
  finalize,
  mintUrls,
  open,
  outcome,
  put,
  putParts,
} from "./upload-client.ts";

async function etagOf(url: string | undefined, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await put(url ?? "", body);
  assert.equal(answer.status, 200, answer.text);
  return answer.headers.get("etag") ?? "";
}

function named(...tags: string[]) {
  return { parts: tags.map((e_tag, i) => ({ part_number: i + 1, e_tag })) };
}

async function refuses(server: UploadServer, session: Session, json: object, refusal: RegExp) {
  assert.match(outcome(await finalize(server, session, json)), refusal);
}

test("single: a wrong token, a missing file and a wrong size are refused, and can be put right", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, { declared_size_bytes: 3 });
  await refuses(server, session, {}, /^400 No file was sent/);
  await put(session.url, "abcd");
  await refuses(server, session, {}, /^400 The upload has 4 bytes, but 3 were/);
  const wrong = { ...session, finalize_token: "x" };
  await refuses(server, wrong, {}, /^400 X-Upload-Finalize-Token is not/);
  await refuses(server, { ...session, upload_id: "upldnothing" }, {}, /^404 /);
  const tokenless = await call(server, "POST", `/v1/uploads/${session.upload_id}/finalize`);
  assert.match(outcome(tokenless), /^400 .*x-upload-finalize-token/);
  await put(session.url, "abc");
  assert.equal((await finalize(server, session, {})).status, 200);
});

test("multipart: what is named must be what was sent, in order and whole", async (t) => {
  const server = await startUploadServer(t);
  const declared = { declared_size_bytes: 2 * PART + 10, part_size: PART };
  const session = await open(server, declared);
  const [first, second, third] = session.part_urls;
  const small = new Uint8Array(10);
  const smallTag = await etagOf(first, small);
  const secondTag = await etagOf(second, new Uint8Array(PART));
  const thirdTag = await etagOf(third, small);
  await refuses(server, session, {}, /^400 parts is required/);
  await refuses(server, session, { parts: [] }, /^400 parts is required/);
  await refuses(server, session, named(smallTag, secondTag, thirdTag), /^400 Part 1 has 10 bytes/);
  await refuses(server, session, named("x", secondTag, thirdTag), /^400 The e_tag of part 1/);
  const firstTag = await etagOf(first, new Uint8Array(PART));
  await refuses(server, session, named(smallTag, secondTag, thirdTag), /^400 The e_tag of part 1/);
  const reversed = { parts: named(firstTag, secondTag, thirdTag).parts.toReversed() };
  await refuses(server, session, reversed, /^400 .*ascending/);
  await refuses(server, session, named(firstTag, secondTag), /^400 The upload has \d+ bytes/);
  const four = named(firstTag, secondTag, thirdTag, "x");
  await refuses(server, session, four, /^400 Part 4 was not received/);
  const tooLarge = await put(third ?? "", new Uint8Array(PART + 1));
  assert.match(outcome(tooLarge), /^400 Part 3 may have at most/);
  const unquoted = named(firstTag, secondTag, thirdTag.replaceAll('"', ""));
  assert.equal((await finalize(server, session, unquoted)).status, 200);
});

test("streaming: parts before the last may be shorter than part_size, but not than 5 MiB", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, {});
  assert.equal(session.part_size, 8 * MEBIBYTE);
  const urls = await mintUrls(server, session, [1, 2]);
  const short = await putParts(urls, [new Uint8Array(PART - 1), "end"]);
  await refuses(server, session, { parts: short }, /^400 Part 1 .* at least 5242880 bytes/);
  const { parts } = named(await etagOf(urls[0], new Uint8Array(PART)), short[1]?.e_tag ?? "");
  assert.equal((await finalize(server, session, { parts })).json.size_bytes, PART + 3);
});

test("streaming: no bytes at all and more than the maximum are refused", async (t) => {
  const server = await startUploadServer(t, { maxUploadBytes: PART + 1_000 });
  const session = await open(server, {});
  const [first = "", second = ""] = await mintUrls(server, session, [1, 2]);
  const none = named(await etagOf(first, new Uint8Array()));
  await refuses(server, session, none, /^400 The upload is empty/);
  const tooLarge = /^400 Upload exceeds maximum size of 5243880 bytes/;
  assert.match(outcome(await put(first, new Uint8Array(PART + 1_001))), tooLarge);
  const firstTag = await etagOf(first, new Uint8Array(PART));
  assert.match(outcome(await put(second, new Uint8Array(1_001))), tooLarge);
  const both = named(firstTag, await etagOf(second, new Uint8Array(1_000)));
  const smaller = await server.restart({ maxUploadBytes: PART });
  await refuses(smaller, session, both, /^400 Upload exceeds maximum size of 5242880 bytes/);
  const declared = await call(smaller, "POST", "/v1/uploads", {
    json: { declared_size_bytes: PART + 1 },
  });
  assert.match(outcome(declared), /^400 Upload exceeds maximum/);
  assert.equal(declared.json.error.details.errors[0].field, "declared_size_bytes");
});

test("a declared checksum is compared with what arrived, in one part or several", async (t) => {
  const server = await startUploadServer(t);
  const checksum = (encoding: "hex" | "base64", ...pieces: (string | Uint8Array)[]) => {
    const hash = createHash("sha256");
    for (const piece of pieces) hash.update(piece);
    return { checksum_algo: "sha256", checksum_value: hash.digest(encoding) };
  };
  const single = await open(server, { declared_size_bytes: 3, ...checksum("base64", "abc") });
  await put(single.url, "abX");
  await refuses(server, single, {}, /^400 The file's SHA-256 is/);
  await put(single.url, "abc");
  assert.equal((await finalize(server, single, {})).status, 200);

  const part = new Uint8Array(PART);
  const streaming = await open(server, checksum("hex", part, "end"));
  const urls = await mintUrls(server, streaming, [1, 2]);
  const wrong = await putParts(urls, [part, "END"]);
  await refuses(server, streaming, { parts: wrong }, /^400 The file's SHA-256 is/);
  assert.ok(!(await server.files(streaming.upload_id)).includes("file"));
  const right = await putParts(urls, [part, "end"]);
  assert.equal((await finalize(server, streaming, { parts: right })).status, 200);

  for (const bad of [{ checksum_algo: "md5" }, { checksum_algo: "sha256", checksum_value: "zz" }]) {
    assert.equal((await call(server, "POST", "/v1/uploads", { json: bad })).status, 400);
  }
});

test("of many finalizes at once, exactly one succeeds", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, {});
  const urls = await mintUrls(server, session, [1, 2]);
  const parts = await putParts(urls, [new Uint8Array(PART), "end"]);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => finalize(server, session, { parts })),
  );
  const outcomes = answers.map(outcome).toSorted();
  assert.match(outcomes[0] ?? "", /^200 /);
  for (const refused of outcomes.slice(1)) assert.match(refused, /^400 .*already finalized/);
  assert.deepEqual(await server.files(session.upload_id), ["file"]);
});
