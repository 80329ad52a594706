import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApiException } from "../src/core/api-exception.ts";
import { TimeoutError } from "../src/core/errors.ts";
import { DatabasesApi } from "../src/generated/databases-api.ts";
import { QueryApi } from "../src/generated/query-api.ts";
import { UploadsApi } from "../src/generated/uploads-api.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

const EMPTY_PAGE = { databases: [] };

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
    const api = new QueryApi(server.client());
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
    await assert.rejects(new QueryApi(server.client()).query({ sql: "x" }), (error: Error) => {
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
    await assert.rejects(new QueryApi(server.client()).query({ sql: "x" }), {
      name: "ConnectionError",
    });
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

/** Answers the n-th request with the n-th plan, later ones with a good answer. */
async function failingServer(plans: readonly (readonly [status: number, retryAfter?: string])[]) {
  let count = 0;
  const server = await LocalServer.start(async (request, response) => {
    for await (const chunk of request) void chunk;
    const plan = plans[count];
    count += 1;
    if (plan === undefined) return sendJson(response, 200, EMPTY_PAGE);
    if (plan[0] === 0) return void request.socket.resetAndDestroy();
    if (plan[1] !== undefined) response.setHeader("retry-after", plan[1]);
    sendJson(response, plan[0], { error: { code: "C", message: "m" } });
  });
  return Object.assign(server, { countRequests: () => count });
}

describe("repeating", () => {
  it("waits as long as a 429 asks, for every method", async () => {
    await using server = await failingServer([
      [429, "0.2"],
      [429, "0"],
    ]);
    const startedAt = performance.now();
    await new DatabasesApi(server.client()).listDatabases();
    assert.equal(server.countRequests(), 3);
    assert.ok(performance.now() - startedAt >= 200);
    await using post = await failingServer([[429, "0"]]);
    // The second request went through: its answer is no QueryResponse.
    await assert.rejects(new QueryApi(post.client()).query({ sql: "x" }), {
      name: "ResponseValidationError",
    });
    assert.equal(post.countRequests(), 2);
  });

  it("repeats resets and 503 with Retry-After only where twice is like once", async () => {
    await using get = await failingServer([[0], [503, "0"]]);
    await new DatabasesApi(get.client()).listDatabases();
    assert.equal(get.countRequests(), 3);
    await using reset = await failingServer([[0]]);
    await assert.rejects(new QueryApi(reset.client()).query({ sql: "x" }), {
      name: "ConnectionError",
    });
    assert.equal(reset.countRequests(), 1);
    await using busy = await failingServer([[503, "0"]]);
    await assert.rejects(new QueryApi(busy.client()).query({ sql: "x" }), { status: 503 });
    assert.equal(busy.countRequests(), 1);
    await using down = await failingServer([[503]]);
    await assert.rejects(new DatabasesApi(down.client()).listDatabases(), { status: 503 });
    assert.equal(down.countRequests(), 1);
  });

  it("never repeats a finalize, nor a body that was read from a stream", async () => {
    await using server = await failingServer([
      [429, "0"],
      [429, "0"],
    ]);
    const api = new UploadsApi(server.client());
    await assert.rejects(api.finalizeUpload("u", {}, { xUploadFinalizeToken: "t" }), {
      status: 429,
    });
    assert.equal(server.countRequests(), 1);
    await assert.rejects(api.uploadFile(new Blob(["x"]).stream()), { status: 429 });
    assert.equal(server.countRequests(), 2);
  });

  it("stops after maxRetries, at the time limit, and when it would take too long", async () => {
    const always = Array.from({ length: 50 }, () => [429, "0"] as const);
    await using server = await failingServer(always);
    await assert.rejects(new DatabasesApi(server.client({ maxRetries: 2 })).listDatabases(), {
      status: 429,
    });
    assert.equal(server.countRequests(), 3);
    await using slow = await failingServer([[429, "30"]]);
    await assert.rejects(new DatabasesApi(slow.client({ timeoutMs: 50 })).listDatabases(), {
      name: "TimeoutError",
    });
    await using never = await failingServer([[429, "3600"]]);
    await assert.rejects(new DatabasesApi(never.client()).listDatabases(), {
      status: 429,
      retryAfterSeconds: 3600,
    });
  });
});
