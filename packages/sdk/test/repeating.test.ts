import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, it } from "node:test";
import {
  ApiClient,
  Configuration,
  DatabasesApi,
  QueryApi,
  SavedQueriesApi,
  UploadsApi,
} from "../src/hotdata.ts";
import type { ConfigurationOptions } from "../src/hotdata.ts";
import { failingServer } from "./support/failing-server.ts";
import type { Failure } from "./support/failing-server.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

const QUERY_ANSWER = {
  query_run_id: "qrun1",
  columns: [],
  nullable: [],
  rows: [],
  row_count: 0,
  preview_row_count: 0,
  truncated: false,
  execution_time_ms: 0,
};
const LOADED = {
  connection_id: "c",
  schema_name: "main",
  table_name: "t",
  row_count: 1,
  arrow_schema_json: "{}",
};

type Call = (client: ApiClient) => Promise<unknown>;

const list: Call = (client) => new DatabasesApi(client).listDatabases();
const remove: Call = (client) => new DatabasesApi(client).deleteDatabase("d");
const create: Call = (client) => new DatabasesApi(client).createDatabase({});
const query: Call = (client) => new QueryApi(client).query({ sql: "x" });
const execute: Call = (client) => new SavedQueriesApi(client).executeSavedQuery("s", {});
const finalize: Call = (client) =>
  new UploadsApi(client).finalizeUpload("u", {}, { xUploadFinalizeToken: "t" });
const sendStream: Call = (client) => new UploadsApi(client).uploadFile(new Blob(["x"]).stream());
const sendBytes: Call = (client) => new UploadsApi(client).uploadFile(new Uint8Array(3));
const load =
  (source: object): Call =>
  (client) =>
    new DatabasesApi(client).loadDatabaseTable("d", "main", "t", { mode: "append", ...source });

/** Requests that a call made after one failure: 2 when it was repeated. */
async function requestsOf(call: Call, failure: Failure, options: ConfigurationOptions = {}) {
  const answer =
    call === query || call === execute ? QUERY_ANSWER : call === list ? { databases: [] } : LOADED;
  await using server = await failingServer([failure], answer);
  await call(server.client(options)).catch(() => undefined);
  return server.countRequests();
}

describe("repeating", () => {
  const failures: Readonly<Record<string, Failure>> = {
    "429": [429, "0"],
    "503 with Retry-After": [503, "0"],
    "503 SERVICE_UNAVAILABLE": [503, "0", "SERVICE_UNAVAILABLE"],
    "503 ENGINE_LOST": [503, "0", "ENGINE_LOST"],
    "503 alone": [503],
    "502": [502],
    "504": [504],
    "409 with Retry-After": [409, "0", "RESOURCE_LOCKED"],
    "409": [409],
    "500": [500],
    "400": [400],
    broken: "broken",
    cut: "cut",
    "ended early": "ended early",
  };
  const always = ["429"];
  const harmless = ["502", "504", "409 with Retry-After", "broken", "cut", "ended early"];
  const twiceAsOnce = [
    ...always,
    ...harmless,
    "503 with Retry-After",
    "503 SERVICE_UNAVAILABLE",
    "503 ENGINE_LOST",
  ];
  const queries = [...always, "broken", "cut", "ended early", "503 SERVICE_UNAVAILABLE"];
  const cases: readonly (readonly [string, Call, readonly string[]])[] = [
    ["GET", list, twiceAsOnce],
    // Its answer has no body that could end early.
    ["DELETE", remove, twiceAsOnce.filter((name) => name !== "ended early")],
    ["a POST that makes something", create, always],
    ["a query", query, queries],
    ["a saved query", execute, queries],
    ["a load of an upload", load({ uploadId: "u" }), twiceAsOnce],
    ["a load of uploads", load({ uploadIds: ["u"] }), twiceAsOnce],
    ["a load with a key", load({ data: "n\n1\n", idempotencyKey: "k" }), twiceAsOnce],
    ["a load of rows", load({ data: "n\n1\n", idempotencyKey: null }), always],
    ["finalizing an upload", finalize, []],
    ["a body from a stream", sendStream, []],
    ["a body of bytes", sendBytes, always],
  ];
  for (const [title, call, repeated] of cases) {
    it(`${title}: after ${repeated.length === 0 ? "nothing" : repeated.join(", ")}`, async () => {
      const entries = Object.entries(failures);
      const counts = await Promise.all(entries.map(([, failure]) => requestsOf(call, failure)));
      const found = entries.filter((_, index) => counts[index] === 2).map(([name]) => name);
      assert.deepEqual(found.toSorted(), [...repeated].toSorted());
      assert.ok(counts.every((count) => count <= 2));
    });
  }

  it("waits as long as is asked for, in seconds or until a date, for every method", async () => {
    for (const call of [list, create]) {
      await using server = await failingServer([
        [429, "0.2"],
        [429, "0"],
      ]);
      const startedAt = performance.now();
      await call(server.client()).catch(() => undefined);
      assert.equal(server.countRequests(), 3);
      assert.ok(performance.now() - startedAt >= 200);
    }
    const date = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 1_000);
    await using server = await failingServer([[503, date.toUTCString()]]);
    const startedAt = performance.now();
    await list(server.client());
    // Dates have whole seconds, and are compared with the server's clock, which has them, too.
    assert.ok(performance.now() - startedAt >= 900);
    await using past = await failingServer([[503, "Sun, 06 Nov 1994 08:49:37 GMT"]]);
    await list(past.client());
    await using nonsense = await failingServer([[503, "soon"]]);
    await assert.rejects(list(nonsense.client()), { status: 503 });
  });

  it("reads a date by the clock of whoever sent it", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.setHeader("date", "Sun, 06 Nov 1994 08:49:37 GMT");
      response.setHeader("retry-after", "Sun, 06 Nov 1994 09:49:37 GMT");
      sendJson(response, 503, {});
    });
    await assert.rejects(list(server.client()), { retryAfterSeconds: 3_600 });
  });

  it("stops after maxRetries, at the time limit, and when it would take too long", async () => {
    const always429 = Array.from({ length: 50 }, (): Failure => [429, "0"]);
    await using server = await failingServer(always429);
    await assert.rejects(list(server.client({ maxRetries: 2 })), { status: 429 });
    assert.equal(server.countRequests(), 3);
    await using slow = await failingServer([[429, "30"]]);
    await assert.rejects(list(slow.client({ timeoutMs: 50 })), { name: "TimeoutError" });
    await using never = await failingServer([[429, "3600"]]);
    await assert.rejects(list(never.client()), { status: 429, retryAfterSeconds: 3600 });
  });

  it("spreads what was refused together", async (t) => {
    const delays: number[] = [];
    const original = globalThis.setTimeout;
    // Timers of the platform's connections, left from other tests, hand arguments on.
    type Work = (...given: unknown[]) => void;
    t.mock.method(globalThis, "setTimeout", (work: Work, delayMs: number, ...given: unknown[]) => {
      if (delayMs > 10_000) return original(work, delayMs, ...given); // The limit of the call.
      delays.push(delayMs);
      return original(work, 0, ...given);
    });
    const refuse = async () => Response.json({}, { status: 502 });
    const client = clientWith(refuse, { maxRetries: 8 });
    await Promise.all(Array.from({ length: 50 }, () => list(client).catch(() => undefined)));
    assert.ok(delays.length >= 400, `${delays.length} delays`);
    // Full jitter: anything from nothing to a bound that doubles up to 8 s.
    assert.ok(Math.max(...delays) <= 8_000);
    const late = delays.filter((delayMs) => delayMs > 4_000).length;
    const soon = delays.filter((delayMs) => delayMs < 100).length;
    assert.ok(late > 30 && soon > 15, `${late} late, ${soon} soon`);
    assert.ok(new Set(delays).size >= 400);
  });
});

describe("a connection that fails", () => {
  const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
  const passing: Readonly<Record<string, unknown>> = {
    "Node: refused": new TypeError("fetch failed", { cause: coded("ECONNREFUSED") }),
    "Node: reset": new TypeError("fetch failed", { cause: coded("ECONNRESET") }),
    "Node: closed": new TypeError("terminated", {
      cause: coded("UND_ERR_SOCKET", "other side closed"),
    }),
    "Node: a cause without a code": new TypeError("terminated", { cause: new Error("aborted") }),
    "Bun: refused": coded("ConnectionRefused", "Unable to connect."),
    "Bun: closed": coded("ECONNRESET", "The socket connection was closed unexpectedly."),
    "Deno: refused": new TypeError("error sending request: Connection refused (os error 111)"),
    "Chromium: any": new TypeError("Failed to fetch"),
    "Firefox: any": new TypeError("NetworkError when attempting to fetch resource."),
    "Safari: any": new TypeError("Load failed"),
    "of another realm": Object.assign(new Error("network error"), { name: "TypeError" }),
  };
  const staying: Readonly<Record<string, unknown>> = {
    "Node: no such host": new TypeError("fetch failed", {
      cause: coded("ENOTFOUND", "getaddrinfo ENOTFOUND x"),
    }),
    "Node: certificate": new TypeError("fetch failed", {
      cause: coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"),
    }),
    "Deno: certificate": new TypeError("client error: invalid peer certificate: UnknownIssuer"),
    "a mistake in the caller's own fetch": new Error("no proxy is set"),
  };
  it("is tried again in every runtime, unless it would fail alike", async () => {
    for (const [expected, errors] of [
      [2, passing],
      [1, staying],
    ] as const) {
      for (const [title, error] of Object.entries(errors)) {
        let requests = 0;
        const client = clientWith(async () => {
          requests += 1;
          if (requests === 1) throw error;
          return Response.json({ databases: [] });
        });
        const outcome = await list(client).then(
          () => "answered",
          (thrown: unknown) => thrown,
        );
        assert.equal(requests, expected, title);
        if (expected === 1) {
          assert.ok(outcome instanceof Error && "retryable" in outcome, title);
          assert.deepEqual([outcome.name, outcome.retryable], ["ConnectionError", false], title);
        }
      }
    }
  });

  it("is survived while the server starts again", async () => {
    const first = await LocalServer.start(() => undefined);
    const port = Number(new URL(first.host).port);
    await first[Symbol.asyncDispose]();
    const answered = list(first.client());
    await new Promise((resolve) => setTimeout(resolve, 60));
    await using second = await LocalServer.start(
      (_, response) => sendJson(response, 200, { databases: [] }),
      port,
    );
    await answered;
    assert.equal(second.host, first.host);
  });
});

describe("attemptTimeoutMs", () => {
  it("ends a try that takes too long, and tries again where that is safe", async () => {
    for (const options of [{ attemptTimeoutMs: 100 }, {}]) {
      await using server = await failingServer(["silent", "silent"]);
      const databases = new DatabasesApi(server.client(options));
      const startedAt = performance.now();
      await databases.listDatabases({ attemptTimeoutMs: 100 });
      assert.equal(server.countRequests(), 3);
      assert.ok(performance.now() - startedAt >= 200);
    }
    await using server = await failingServer(["silent"]);
    await assert.rejects(create(server.client({ attemptTimeoutMs: 50 })), {
      name: "TimeoutError",
      timeoutMs: 50,
      message: /did not finish within 50 ms; pass a larger attemptTimeoutMs/,
    });
    assert.equal(server.countRequests(), 1);
  });

  it("stays within the limit of the call, and holds for the body, too", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200).write("{");
    });
    const client = server.client({ attemptTimeoutMs: 60, timeoutMs: 250 });
    await assert.rejects(list(client), { name: "TimeoutError", timeoutMs: 250 });
    await assert.rejects(list(server.client({ attemptTimeoutMs: 20, maxRetries: 1 })), {
      name: "TimeoutError",
      timeoutMs: 20,
    });
  });

  it("leaves uploads alone unless the call gives one", async () => {
    await using server = await LocalServer.start(async (request, response) => {
      for await (const chunk of request) void chunk;
      setTimeout(() => {
        const upload = { id: "u", status: "ready", size_bytes: 3, created_at: "x" };
        sendJson(response, 201, upload);
      }, 150);
    });
    const uploads = new UploadsApi(server.client({ attemptTimeoutMs: 30, timeoutMs: 30 }));
    await uploads.uploadFile(new Uint8Array(3));
    await assert.rejects(uploads.uploadFile(new Uint8Array(3), { attemptTimeoutMs: 30 }), {
      name: "TimeoutError",
    });
  });

  it("must be a number that is not negative", () => {
    assert.throws(() => new Configuration({ attemptTimeoutMs: -1 }), /attemptTimeoutMs must be/);
  });
});

describe("10,000 calls", () => {
  it("leave no listener and no timer behind, whatever their end", async (t) => {
    let added = 0;
    let removed = 0;
    const count = (name: "addEventListener" | "removeEventListener", step: () => void): void => {
      const original = AbortSignal.prototype[name];
      t.mock.method(AbortSignal.prototype, name, function (this: AbortSignal, ...args: never[]) {
        step();
        return Reflect.apply(original, this, args);
      });
    };
    count("addEventListener", () => (added += 1));
    count("removeEventListener", () => (removed += 1));
    let requests = 0;
    const client = clientWith(async () => {
      requests += 1;
      if (requests % 5 === 0) return Response.json({}, { status: 404 });
      return Response.json({ databases: [] });
    });
    const databases = new DatabasesApi(client);
    const { signal } = new AbortController();
    const timers = countTimers();
    for (let batch = 0; batch < 100; batch += 1) {
      const calls = Array.from({ length: 100 }, () =>
        databases.listDatabases({ signal }).catch(() => undefined),
      );
      await Promise.all(calls);
    }
    assert.equal(requests, 10_000);
    assert.equal(getEventListeners(signal, "abort").length, 0);
    assert.equal(added, 20_000);
    assert.equal(removed, added);
    assert.ok(countTimers() <= timers, `${countTimers()} timers, ${timers} before`);
  });
});

function clientWith(fetch: typeof globalThis.fetch, options: ConfigurationOptions = {}): ApiClient {
  return new ApiClient(
    new Configuration({ apiKey: "key", host: "http://127.0.0.1:1", fetch, ...options }),
  );
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}
