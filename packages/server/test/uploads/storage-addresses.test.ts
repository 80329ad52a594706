import assert from "node:assert/strict";
import { test } from "node:test";
import { startUploadServer } from "./start-upload-server.ts";
import { call, finalize, open, outcome, put, startSending, until } from "./upload-client.ts";

test("a changed, incomplete or expired address is a JSON 403, and no key helps", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, { declared_size_bytes: 3 });
  const url = new URL(session.url);
  const expires = Number(url.searchParams.get("expires"));
  assert.ok(Math.abs(expires - Date.now() / 1_000 - 1_800) < 10);
  const changed = (name: string, value: string) => {
    const address = new URL(url);
    address.searchParams.set(name, value);
    return address.href;
  };
  const other = await open(server, { declared_size_bytes: 3 });
  const tampered = [
    changed("expires", String(expires + 1_000)),
    changed("expires", "never"),
    changed("expires", `${expires}.0`),
    session.url.replace("/1?", "/1e0?"),
    changed("signature", ""),
    changed("signature", "A".repeat(43)),
    session.url.replace("/1?", "/2?"),
    session.url.replace("/1?", "/x?"),
    session.url.replace(session.upload_id, other.upload_id),
    session.url.replace(/\?.*/, ""),
  ];
  for (const address of tampered) {
    const path = address.slice(server.url.length);
    const answer = await call(server, "PUT", path, { body: "abc" });
    assert.equal(answer.status, 403, address);
    assert.equal(answer.json.error.code, "ACCESS_DENIED");
  }
  t.mock.timers.enable({ apis: ["Date"], now: (expires + 1) * 1_000 });
  assert.match(outcome(await put(session.url, "abc")), /^403 .*has expired/);
  t.mock.timers.reset();
  assert.deepEqual(await server.files(), [".incoming"]);
  assert.equal((await put(session.url, "abc")).status, 200);
});

test("a part that is cut off in the middle leaves the earlier one", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, { declared_size_bytes: 3 });
  await put(session.url, "abc");
  const before = await server.files(session.upload_id);
  const socket = startSending(session.url, "PUT", "content-length: 500000");
  await until(async () => (await server.files(".incoming")).length === 1);
  socket.destroy();
  await until(async () => (await server.files(".incoming")).length === 0);
  assert.deepEqual(await server.files(session.upload_id), before);
  assert.equal((await finalize(server, session, {})).status, 200);
});

test("of parts sent at the same time the last one counts, and only its bytes are kept", async (t) => {
  const server = await startUploadServer(t);
  const session = await open(server, { declared_size_bytes: 4 });
  await Promise.all(["aaaa", "bbbb", "cccc", "dddd"].map((body) => put(session.url, body)));
  await until(async () => (await server.files(session.upload_id)).length === 1);
  const last = await put(session.url, "eeee");
  const parts = [{ part_number: 1, e_tag: last.headers.get("etag") }];
  assert.equal((await finalize(server, session, { parts })).status, 200);
});

test("a browser of another origin may send a part and read its ETag", async (t) => {
  const server = await startUploadServer(t);
  const { url } = await open(server, { declared_size_bytes: 3 });
  const origin = "https://app.example.com";
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "PUT" },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
  assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /PUT/);
  const sent = await fetch(url, { method: "PUT", headers: { origin }, body: "abc" });
  assert.match(sent.headers.get("access-control-expose-headers") ?? "", /ETag/);
});

test("addresses live on over a restart, and new ones follow the public URL", async (t) => {
  const first = await startUploadServer(t);
  const session = await open(first, { declared_size_bytes: 3 });
  await put(session.url, "abc");
  const second = await first.restart({ publicUrl: "https://data.example.com/hotdata" });
  const moved = session.url.replace(first.url, second.url);
  assert.equal((await put(moved, "xyz")).status, 200);
  assert.equal((await finalize(second, session, {})).status, 200);
  const behindProxy = await open(second, { declared_size_bytes: 3 });
  assert.ok(behindProxy.url.startsWith("https://data.example.com/hotdata/_storage/uploads/"));
});
