import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "node:test";
import { z } from "zod";
import { SqlError } from "../../src/engine/engine.ts";
import { notFound, serviceUnavailable } from "../../src/http/api-error.ts";
import { empty, json, jsonText, stream } from "../../src/http/reply.ts";
import { route } from "../../src/http/route.ts";
import { TEST_OPERATION, anyBody, startTestServer } from "./start-test-server.ts";

const postOperation = {
  ...TEST_OPERATION,
  method: "POST",
  path: "/things/{id}",
  params: z.object({ id: z.string() }),
  query: z.object({ limit: z.coerce.number().int().optional() }),
  body: { contentType: "application/json", required: true, model: anyBody },
} as const;
const echo = route(postOperation, async ({ params, query, body, context }) =>
  json(201, { id: params.id, limit: query.limit, name: body.name, baseUrl: context.baseUrl }),
);

test("a handler gets what the operation's schemas parsed", async (t) => {
  const server = await startTestServer(t, [echo]);
  const response = await fetch(`${server.url}/things/a%2Fb?limit=3`, {
    method: "POST",
    body: JSON.stringify({ name: "n", extra: 1 }),
  });
  assert.equal(response.status, 201);
  assert.deepEqual(await response.json(), { id: "a/b", limit: 3, name: "n", baseUrl: server.url });
});

test("a wrong field is a 400 that names the field and the part", async (t) => {
  const server = await startTestServer(t, [echo]);
  const response = await fetch(`${server.url}/things/1`, {
    method: "POST",
    body: JSON.stringify({ name: 7, tags: ["a", 5] }),
    headers: { "x-request-id": "mine-1" },
  });
  assert.equal(response.status, 400);
  const { error } = await response.json();
  assert.equal(error.code, "BAD_REQUEST");
  assert.match(error.message, /body field `name`.*body field `tags\.1`/);
  assert.deepEqual(
    error.details.errors.map(({ field }: { field: string }) => field),
    ["name", "tags.1"],
  );
  assert.equal(error.request_id, "mine-1");
  assert.equal(response.headers.get("x-request-id"), "mine-1");
});

test("malformed, missing, oversized and compressed bodies are refused", async (t) => {
  const server = await startTestServer(t, [echo]);
  const post = async (init: RequestInit) => {
    const response = await fetch(`${server.url}/things/1`, { method: "POST", ...init });
    const { error } = await response.json();
    return `${response.status} ${error.code}: ${error.message}`;
  };
  assert.match(await post({ body: "{" }), /^400 BAD_REQUEST: Invalid JSON/);
  assert.match(await post({}), /^400 BAD_REQUEST: A request body is required/);
  assert.match(await post({ body: new Uint8Array([0xff]) }), /^400 BAD_REQUEST: .*UTF-8/);
  assert.match(await post({ body: "x".repeat(1_001) }), /^413 PAYLOAD_TOO_LARGE: .*1000 bytes/);
  const encoded = { body: "x", headers: { "content-encoding": "gzip" } };
  assert.match(await post(encoded), /^400 BAD_REQUEST: Content-Encoding gzip/);
});

test("a chunked body above the limit is refused, too", async (t) => {
  const server = await startTestServer(t, [echo]);
  const body = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 20; i++) controller.enqueue(new TextEncoder().encode("x".repeat(100)));
      controller.close();
    },
  });
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  const response = await fetch(`${server.url}/things/1`, init);
  assert.equal(response.status, 413);
});

test("a body that does not arrive in time is a 408", async (t) => {
  const server = await startTestServer(t, [echo]);
  const socket = connect(server.port, "127.0.0.1");
  socket.write("POST /things/1 HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{");
  const [data] = await once(socket, "data");
  assert.match(String(data), /^HTTP\/1\.1 408 .*REQUEST_TIMEOUT/s);
  socket.destroy();
});

test("an optional body may be empty whatever its content type says", async (t) => {
  const operation = {
    ...TEST_OPERATION,
    method: "POST",
    body: { contentType: "application/json", required: false, model: anyBody },
  } as const;
  const server = await startTestServer(t, [
    route(operation, async ({ body }) => json(200, { given: body !== undefined })),
  ]);
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${server.url}/test`, { method: "POST", headers });
  assert.deepEqual(await response.json(), { given: false });
});

test("unknown addresses, wrong methods and bad escapes are JSON errors", async (t) => {
  const server = await startTestServer(t, [echo]);
  const unknown = await fetch(`${server.url}/nothing?secret=1`);
  assert.equal(unknown.status, 404);
  assert.equal((await unknown.json()).error.message, "There is no route GET /nothing.");
  const wrong = await fetch(`${server.url}/things/1`, { method: "DELETE" });
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get("allow"), "POST");
  assert.equal((await wrong.json()).error.code, "METHOD_NOT_ALLOWED");
  const malformed = await fetch(`${server.url}/things/%zz`, { method: "POST" });
  assert.equal(malformed.status, 400);
  assert.equal((await malformed.json()).error.code, "BAD_REQUEST");
});

test("bytes that are not HTTP get a JSON 400", async (t) => {
  const server = await startTestServer(t, [echo]);
  const socket = connect(server.port, "127.0.0.1");
  socket.write("nonsense\r\n\r\n");
  const [data] = await once(socket, "data");
  assert.match(String(data), /^HTTP\/1\.1 400 .*"code":"BAD_REQUEST"/s);
});

test("errors of services become their status; unforeseen ones say nothing of their cause", async (t) => {
  const failures: Record<string, () => Error> = {
    missing: () => notFound("Database 'x' not found."),
    busy: () => serviceUnavailable("Busy.", 3),
    sql: () => new SqlError("syntax error at or near 'FORM'", 9),
    bug: () => new TypeError("cannot read password of undefined"),
  };
  const operation = {
    ...TEST_OPERATION,
    path: "/fail/{kind}",
    params: z.object({ kind: z.string() }),
  } as const;
  const server = await startTestServer(t, [
    route(operation, async ({ params }) => {
      throw failures[params.kind]?.() ?? new Error();
    }),
  ]);
  const fail = async (kind: string) => {
    const response = await fetch(`${server.url}/fail/${kind}`);
    return { response, error: (await response.json()).error };
  };
  assert.equal((await fail("missing")).response.status, 404);
  assert.equal((await fail("busy")).response.headers.get("retry-after"), "3");
  const sql = await fail("sql");
  assert.equal(sql.response.status, 400);
  assert.equal(sql.error.message, "syntax error at or near 'FORM'");
  assert.deepEqual(sql.error.details, { position: 9 });
  const bug = await fail("bug");
  assert.equal(bug.response.status, 500);
  assert.equal(bug.error.code, "INTERNAL_SERVER_ERROR");
  assert.ok(!JSON.stringify(bug.error).includes("password"));
  const logged = server.logLines.filter((line) => line.includes("cannot read password"));
  assert.equal(logged.length, 1);
  assert.match(logged[0] ?? "", /http-server\.test\.ts/);
});

test("streams arrive whole, and an error before the first piece is a proper answer", async (t) => {
  async function* pieces(count: number): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < count; i++) yield new TextEncoder().encode(`${i},`);
  }
  async function* broken(): AsyncGenerator<string> {
    yield await Promise.reject(notFound("gone"));
  }
  const server = await startTestServer(t, [
    route({ ...TEST_OPERATION, path: "/stream" }, async () =>
      stream({
        status: 200,
        contentType: "text/csv",
        headers: { "x-total-row-count": "3" },
        body: pieces(3),
      }),
    ),
    route({ ...TEST_OPERATION, path: "/broken" }, async () => jsonText(200, broken())),
    route({ ...TEST_OPERATION, path: "/nothing" }, async () => empty(204)),
  ]);
  const streamed = await fetch(`${server.url}/stream`, { headers: { origin: "http://web" } });
  assert.equal(await streamed.text(), "0,1,2,");
  assert.equal(streamed.headers.get("content-type"), "text/csv");
  assert.match(streamed.headers.get("access-control-expose-headers") ?? "", /X-Total-Row-Count/);
  assert.equal((await fetch(`${server.url}/broken`)).status, 404);
  const nothing = await fetch(`${server.url}/nothing`);
  assert.equal(nothing.status, 204);
  assert.equal(await nothing.text(), "");
});

test("the signal fires and the source closes when the client leaves in the middle", async (t) => {
  const ended = Promise.withResolvers<boolean>();
  const server = await startTestServer(t, [
    route(TEST_OPERATION, async ({ context }) => {
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          while (true) {
            yield new Uint8Array(65_536);
            await delay(1);
          }
        } finally {
          ended.resolve(context.signal.aborted);
        }
      }
      return stream({ status: 200, contentType: "text/plain", body: endless() });
    }),
  ]);
  const socket = connect(server.port, "127.0.0.1");
  socket.write("GET /test HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket, "data");
  socket.destroy();
  assert.equal(await ended.promise, true);
});

test("a valid traceparent is continued and every request is one log line without its query", async (t) => {
  const server = await startTestServer(t, [route(TEST_OPERATION, async () => empty(204))]);
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const response = await fetch(`${server.url}/test?token=hush`, { headers });
  assert.equal(response.headers.get("x-trace-id"), traceId);
  const fresh = await fetch(`${server.url}/test`, { headers: { traceparent: "junk" } });
  assert.match(fresh.headers.get("x-trace-id") ?? "", /^[0-9a-f]{32}$/);
  await delay(20);
  const lines = server.logLines.filter((line) => line.includes('"msg":"request"'));
  assert.equal(lines.length, 2);
  const logged = JSON.parse(lines[0] ?? "");
  assert.equal(logged.status, 204);
  assert.equal(logged.route, "/test");
  assert.equal(logged.request_id, response.headers.get("x-request-id"));
  assert.ok(!server.logLines.join().includes("hush"));
});

test("browsers may call every route, PUT included", async (t) => {
  const server = await startTestServer(t, [echo]);
  const response = await fetch(`${server.url}/things/1`, {
    method: "OPTIONS",
    headers: {
      origin: "http://web",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "x-workspace-id,authorization",
    },
  });
  assert.equal(response.status, 204);
  assert.match(response.headers.get("access-control-allow-methods") ?? "", /PUT/);
  assert.equal(
    response.headers.get("access-control-allow-headers"),
    "x-workspace-id,authorization",
  );
});

test("closing lets a running request finish and ends its kept-alive connection", async (t) => {
  const started = Promise.withResolvers<void>();
  const server = await startTestServer(t, [
    route(TEST_OPERATION, async () => {
      started.resolve();
      await delay(200);
      return json(200, { done: true });
    }),
  ]);
  const running = fetch(`${server.url}/test`);
  await started.promise;
  const startedAt = Date.now();
  await Promise.all([server.close(10_000), running.then((response) => response.json())]);
  assert.ok(Date.now() - startedAt < 5_000, "must not wait for keep-alive");
});

test("closing does not wait for connections that clients opened in advance", async (t) => {
  const server = await startTestServer(t, [
    route(TEST_OPERATION, async () => json(200, { done: true })),
  ]);
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  await (await fetch(`${server.url}/test`)).json();
  const startedAt = Date.now();
  await server.close(20_000);
  assert.ok(Date.now() - startedAt < 5_000);
});

test("closing aborts what does not finish within the limit", async (t) => {
  const started = Promise.withResolvers<void>();
  const server = await startTestServer(t, [
    route(TEST_OPERATION, async ({ context }) => {
      started.resolve();
      await delay(60_000, undefined, { signal: context.signal });
      return empty(204);
    }),
  ]);
  const running = fetch(`${server.url}/test`);
  await started.promise;
  await server.close(50);
  assert.equal((await running).status, 503);
});

test("a client that stops sending or reading is cut off; one that waits is not", async (t) => {
  async function* large(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 1_000; i++) yield new Uint8Array(65_536);
  }
  const raw = {
    ...TEST_OPERATION,
    method: "POST",
    body: { contentType: "application/octet-stream", required: true },
  } as const;
  const server = await startTestServer(
    t,
    [
      route({ ...TEST_OPERATION, path: "/slow" }, async () => {
        await delay(900);
        return json(200, { answered: true });
      }),
      route({ ...TEST_OPERATION, path: "/large" }, async () =>
        stream({ status: 200, contentType: "text/plain", body: large() }),
      ),
      route(raw, async ({ body }) => {
        for await (const _ of body) continue;
        return empty(204);
      }),
    ],
    300,
  );
  const closeOf = async (request: string) => {
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => undefined).pause();
    socket.write(request);
    const startedAt = Date.now();
    // A paused socket does not see the end; writing to it does.
    while (!socket.destroyed && Date.now() - startedAt < 5_000) {
      await delay(50);
      if (Date.now() - startedAt > 1_500) socket.resume();
    }
    return socket.destroyed;
  };
  const [waited, sending, reading] = await Promise.all([
    fetch(`${server.url}/slow`),
    closeOf("POST /test HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc"),
    closeOf("GET /large HTTP/1.1\r\nhost: x\r\n\r\n"),
  ]);
  assert.deepEqual(await waited.json(), { answered: true });
  assert.equal(sending, true, "stopped sending");
  assert.equal(reading, true, "stopped reading");
});
