import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { test, type TestContext } from "node:test";
import { json, stream } from "../../src/http/reply.ts";
import { route } from "../../src/http/route.ts";
import { startTestServer, TEST_OPERATION } from "./start-test-server.ts";

const fine = route(TEST_OPERATION, async () => json(200, { ok: true }));

/** What comes back until the server closes the connection, which the bytes should ask for. */
async function exchange(t: TestContext, bytes: string): Promise<string> {
  const server = await startTestServer(t, [fine]);
  const socket = connect(server.port, "127.0.0.1");
  socket.write(bytes);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}

const IDS = [/^x-request-id: \S+\r$/im, /^x-trace-id: [0-9a-f]{32}\r$/im];

/** Requests that the HTTP server or the router would answer on their own. */
const REFUSED: Readonly<Record<string, string>> = {
  "bytes that are not HTTP": "nonsense\r\n\r\n",
  "a request without Host": "GET /test HTTP/1.1\r\nconnection: close\r\n\r\n",
  "headers that are too large": `GET /test HTTP/1.1\r\nhost: x\r\nx-a: ${"a".repeat(20_000)}\r\n\r\n`,
  "an escape that stands for nothing": "GET /%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
};

for (const [what, bytes] of Object.entries(REFUSED)) {
  test(`${what}: a JSON 400 with both ids`, async (t) => {
    const answer = await exchange(t, bytes);
    assert.match(answer, /^HTTP\/1\.1 400 .*\{"error":\{"code":"BAD_REQUEST"/s);
    for (const id of IDS) assert.match(answer, id);
    const [, inHeader] = /^x-request-id: (\S+)\r$/im.exec(answer) ?? [];
    assert.ok(answer.includes(`"request_id":"${inHeader}"`), answer);
  });
}

test("an expectation that is not known is ignored", async (t) => {
  const answer = await exchange(
    t,
    "GET /test HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\nconnection: close\r\n\r\n",
  );
  assert.match(answer, /^HTTP\/1\.1 200 .*\{"ok":true\}$/s);
  for (const id of IDS) assert.match(answer, id);
});

test("OPTIONS without the headers of a preflight is answered as one", async (t) => {
  const server = await startTestServer(t, [fine]);
  const response = await fetch(`${server.url}/test`, { method: "OPTIONS" });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
});

test("an answer that is being sent is cut off by garbage behind its request, not mixed with a refusal", async (t) => {
  const begun = Promise.withResolvers<void>();
  const endless = route(TEST_OPERATION, async () =>
    stream({ status: 200, contentType: "text/plain", body: pieces(begun.resolve) }),
  );
  const server = await startTestServer(t, [endless]);
  const socket = connect(server.port, "127.0.0.1");
  socket.on("error", () => {});
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  socket.write("GET /test HTTP/1.1\r\nhost: x\r\n\r\n");
  await begun.promise;
  socket.write("nonsense\r\n\r\n");
  await once(socket, "close");
  assert.match(text, /^HTTP\/1\.1 200 /);
  assert.doesNotMatch(text, /400|BAD_REQUEST/);
});

/** Pieces too long to be sent whole; the answer has begun when the third is asked for. */
async function* pieces(onBegin: () => void): AsyncGenerator<Uint8Array> {
  for (let count = 1; ; count++) {
    if (count === 3) onBegin();
    yield new TextEncoder().encode("piece ".repeat(12_000));
    await delay(5);
  }
}
