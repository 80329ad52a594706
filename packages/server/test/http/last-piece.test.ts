import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { stream } from "../../src/http/reply.ts";
import { route } from "../../src/http/route.ts";
import { startTestServer, TEST_OPERATION } from "./start-test-server.ts";

/** Content, and only later the news that there is no more of it. */
async function* slowToEnd(pieces: readonly string[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
  await delay(50);
}

/** What arrives of two answers on one connection, piece by piece. */
async function askTwice(t: TestContext, pieces: readonly string[]): Promise<string[]> {
  const body = () => stream({ status: 200, contentType: "text/csv", body: slowToEnd(pieces) });
  const server = await startTestServer(t, [route(TEST_OPERATION, async () => body())]);
  const socket = connect(server.port, "127.0.0.1").setEncoding("latin1");
  const arrived: string[] = [];
  socket.on("data", (text) => arrived.push(String(text)));
  await once(socket, "connect");
  socket.write(
    "GET /test HTTP/1.1\r\nhost: x\r\n\r\n" +
      "GET /test HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
  );
  await once(socket, "close");
  assert.equal(arrived.join("").split("HTTP/1.1 200 OK").length, 3);
  return arrived;
}

test("a short stream is sent whole, with its length", async (t) => {
  for (const pieces of [["only"], ["one,", "two,", "three"], []]) {
    const answers = (await askTwice(t, pieces)).join("");
    const text = pieces.join("");
    assert.equal(answers.split(`content-length: ${text.length}\r\n`).length, 3, answers);
    assert.ok(answers.endsWith(`\r\n\r\n${text}`), answers);
    assert.doesNotMatch(answers, /transfer-encoding/i);
  }
});

test("the last piece of a long stream comes together with its end", async (t) => {
  const arrived = await askTwice(t, ["x".repeat(100_000), "y".repeat(100_000), "the last"]);
  assert.match(arrived.join(""), /transfer-encoding: chunked/i);
  assert.ok(arrived.at(-1)?.endsWith("8\r\nthe last\r\n0\r\n\r\n"), arrived.at(-1));
});
