import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApiException } from "../src/core/api-exception.ts";
import { TimeoutError } from "../src/core/errors.ts";
import { QueryApi } from "../src/generated/query-api.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => error,
  );
}

describe("ApiException", () => {
  const bodies: readonly (readonly [string, unknown, string | undefined, string])[] = [
    [
      "nested",
      { error: { code: "BAD_REQUEST", message: "table 'a.b.c' not found" } },
      "BAD_REQUEST",
      "table 'a.b.c' not found",
    ],
    ["flat", { error: "workspace_not_found" }, "workspace_not_found", "workspace_not_found"],
    ["flat with a sentence", { error: "x", message: "Send a key." }, "x", "Send a key."],
    [
      "a failed result",
      { status: "failed", result_id: "r", error_message: "it overflowed" },
      "RESULT_FAILED",
      "it overflowed",
    ],
  ];
  for (const [title, body, code, sentence] of bodies) {
    it(`says what the server said: ${title}`, async () => {
      await using server = await LocalServer.start((_, response) => sendJson(response, 400, body));
      const error = await rejection(new QueryApi(server.client()).query({ sql: "x" }));
      assert.ok(error instanceof ApiException);
      assert.equal(error.status, 400);
      assert.equal(error.reason, "Bad Request");
      assert.equal(error.body, JSON.stringify(body));
      assert.equal(error.code, code);
      assert.equal(error.requestId, "req-1");
      assert.equal(error.message, `query: 400 Bad Request: ${sentence}`);
    });
  }

  it("has details and the time to wait", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.setHeader("retry-after", "7");
      sendJson(response, 503, { error: { code: "C", message: "m", details: { position: 4 } } });
    });
    const error = await rejection(new QueryApi(server.client()).query({ sql: "x" }));
    assert.ok(error instanceof ApiException);
    assert.deepEqual(error.details, { position: 4 });
    assert.equal(error.retryAfterSeconds, 7);
  });

  it("copes with answers of others: a page, nothing, a list", async () => {
    const answers = ["<html>\n<h1>Bad  gateway</h1>", "", "[1]"];
    await using server = await LocalServer.start(
      (_, response) => void response.writeHead(502).end(answers.shift()),
    );
    const api = new QueryApi(server.client({ maxRetries: 0 }));
    const messages = ["<html> <h1>Bad gateway</h1>", "the answer has no body", "[1]"];
    for (const message of messages) {
      await assert.rejects(api.query({ sql: "x" }), {
        message: `query: 502 Bad Gateway: ${message}`,
      });
    }
  });
});

describe("network", () => {
  it("failures are ConnectionErrors that name the server", async () => {
    const server = await LocalServer.start(() => undefined);
    await server[Symbol.asyncDispose]();
    const client = server.client({ maxRetries: 0 });
    await assert.rejects(new QueryApi(client).query({ sql: "x" }), (error: Error) => {
      assert.equal(error.name, "ConnectionError");
      assert.match(
        error.message,
        /^query: no complete answer from http:\/\/127.0.0.1:\d+: .*ECONNREFUSED/,
      );
      return true;
    });
  });

  it("answers that are cut off are ConnectionErrors", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.destroy(), 10);
    });
    const client = server.client({ maxRetries: 0 });
    await assert.rejects(new QueryApi(client).query({ sql: "x" }), { name: "ConnectionError" });
  });

  it("time limits are TimeoutErrors, before the headers and in the body", async () => {
    await using silent = await LocalServer.start(() => undefined);
    const late = await rejection(
      new QueryApi(silent.client({ timeoutMs: 50 })).query({ sql: "x" }),
    );
    assert.ok(late instanceof TimeoutError);
    assert.equal(late.timeoutMs, 50);
    assert.match(late.message, /query did not finish within 50 ms/);
    await using slow = await LocalServer.start(
      (_, response) => void response.writeHead(200).write("{"),
    );
    const call = new QueryApi(slow.client()).query({ sql: "x" }, { timeoutMs: 50 });
    assert.ok((await rejection(call)) instanceof TimeoutError);
  });

  it("a caller's signal ends the call with its own reason", async () => {
    await using server = await LocalServer.start(() => undefined);
    const api = new QueryApi(server.client());
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    setTimeout(() => controller.abort(reason), 20);
    assert.equal(await rejection(api.query({ sql: "x" }, { signal: controller.signal })), reason);
    assert.equal(
      await rejection(api.query({ sql: "x" }, { signal: AbortSignal.abort(reason) })),
      reason,
    );
  });
});
