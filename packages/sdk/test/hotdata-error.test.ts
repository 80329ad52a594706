import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import * as sdk from "../src/hotdata.ts";
import { isRetryable } from "../src/core/is-retryable.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

const API_KEY = "a-key-that-nobody-may-see";
const RUN = {
  id: "qrun1",
  status: "failed",
  sqlText: "x",
  sqlHash: "x",
  snapshotId: "x",
  createdAt: "2026-01-01T00:00:00Z",
  errorMessage: "sum overflowed",
};

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => error,
  );
}

/** One of each class, as callers come to see them. */
async function errorsOf(copy: typeof sdk): Promise<ReadonlyMap<string, unknown>> {
  const errors = new Map<string, unknown>();
  const add = async (work: () => unknown): Promise<void> => {
    const error = await rejection(Promise.resolve().then(work));
    errors.set(error instanceof Error ? error.name : "no error", error);
  };
  const answers = new Map<string, (response: Parameters<typeof sendJson>[0]) => void>([
    ["/v1/databases/refused", (response) => sendJson(response, 404, NOT_FOUND)],
    ["/v1/databases/other", (response) => sendJson(response, 200, { id: 7 })],
    ["/v1/databases/broken", (response) => void response.destroy()],
    [
      "/v1/results/r?format=arrow",
      (response) => sendJson(response, 202, { result_id: "r", status: "processing" }),
    ],
  ]);
  await using server = await LocalServer.start((request, response) =>
    answers.get(request.url ?? "")?.(response),
  );
  await using hotdata = new copy.Hotdata({ apiKey: API_KEY, host: server.host, maxRetries: 0 });
  for (const id of ["refused", "other", "broken"]) {
    await add(() => hotdata.databases.getDatabase(id));
  }
  await add(() => hotdata.databases.getDatabase("silent", { timeoutMs: 20 }));
  await add(() => hotdata.results.getResultArrow("r"));
  await add(() => new copy.Configuration({ host: "nonsense" }));
  await add(() => Promise.reject(new copy.QueryFailedError(RUN)));
  return errors;
}

const NOT_FOUND = {
  error: { code: "NOT_FOUND", message: "Database 'refused' not found.", details: { a: 1 } },
};

const FACTS: Readonly<Record<string, readonly [code: string, retryable: boolean, says: RegExp]>> = {
  ApiException: ["NOT_FOUND", false, /Database 'refused' not found\.$/],
  ResponseValidationError: ["RESPONSE_INVALID", false, /should be/],
  ConnectionError: ["CONNECTION_FAILED", true, /no complete answer from http/],
  TimeoutError: ["TIMEOUT", true, /within 20 ms/],
  ResultNotReadyError: ["RESULT_NOT_READY", true, /not ready but processing/],
  ConfigurationError: ["CONFIGURATION", false, /not "nonsense"/],
  QueryFailedError: ["QUERY_FAILED", false, /^query run qrun1 failed: sum overflowed$/],
};

describe("every error of the package", () => {
  it("is a HotdataError with a code that says whether to try again", async () => {
    const errors = await errorsOf(sdk);
    assert.deepEqual([...errors.keys()], Object.keys(FACTS));
    for (const [name, error] of errors) {
      const [code, retryable, says] = FACTS[name] ?? assert.fail(name);
      assert.ok(error instanceof sdk.HotdataError, name);
      assert.deepEqual([error.code, error.retryable], [code, retryable], name);
      assert.match(error.message, says);
      assert.equal(Object.prototype.toString.call(error), "[object Error]");
    }
    for (const name of ["ApiException", "ResponseValidationError", "ResultNotReadyError"]) {
      const error = errors.get(name);
      assert.ok(error instanceof sdk.HotdataError);
      assert.equal(error.requestId, "req-1", name);
    }
  });

  it("is known by its class, and by no other", async () => {
    class Own extends sdk.ApiException {}
    for (const [name, error] of await errorsOf(sdk)) {
      for (const other of Object.keys(FACTS)) {
        assert.equal(error instanceof classOf(sdk, other), name === other, `${name} ${other}`);
      }
      assert.ok(!(error instanceof Own), name);
    }
    const own = new Own("o", new Response(null, { status: 404 }), "");
    assert.ok(own instanceof Own && own instanceof sdk.ApiException && own instanceof Error);
    for (const other of [undefined, null, "x", {}, new Error("x"), { name: "HotdataError" }]) {
      assert.ok(!(other instanceof sdk.HotdataError));
      assert.ok(!(other instanceof sdk.ApiException));
    }
  });

  it("is known by its class also when that is of another copy of the package", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-copy-"));
    try {
      await cp(join(import.meta.dirname, "../src"), folder, { recursive: true });
      await symlink(
        join(import.meta.dirname, "../../../node_modules"),
        join(folder, "node_modules"),
      );
      const copy: typeof sdk = await import(pathToFileURL(join(folder, "hotdata.ts")).href);
      assert.notEqual(copy.ApiException, sdk.ApiException);
      for (const [name, error] of await errorsOf(copy)) {
        assert.ok(error instanceof sdk.HotdataError, name);
        for (const other of Object.keys(FACTS)) {
          assert.equal(error instanceof classOf(sdk, other), name === other, `${name} ${other}`);
        }
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("prints with its name, its facts and the place, without the key", async () => {
    for (const [name, error] of await errorsOf(sdk)) {
      const [code, retryable] = FACTS[name] ?? assert.fail(name);
      const printed = inspect(error);
      // A time limit passes in a timer, which was called by nothing.
      const hasPlace = name !== "TimeoutError";
      assert.ok(printed.startsWith(hasPlace ? `${name}: ` : `[${name}: `), printed);
      assert.equal(printed.includes("\n    at "), hasPlace);
      assert.ok(printed.includes(`code: '${code}'`) && printed.includes(`${retryable}`), printed);
      assert.doesNotMatch(printed, /undefined|"error":/);
      const everything = inspect(error, { depth: Infinity, showHidden: true, getters: true });
      assert.ok(!everything.includes(API_KEY), everything);
    }
  });

  it("survives JSON with its facts, and structuredClone with its words", async () => {
    for (const [name, error] of await errorsOf(sdk)) {
      assert.ok(error instanceof sdk.HotdataError);
      const { message, code, retryable } = error;
      const json: unknown = JSON.parse(JSON.stringify(error));
      assert.deepEqual({ ...Object(json), name, message, code, retryable }, json);
      const clone = structuredClone(error);
      assert.equal(clone.message, message);
      assert.ok(clone.stack?.startsWith(`${name}: ${message}`), clone.stack);
    }
  });
});

describe("QueryFailedError", () => {
  it("has the code of the run, where the server tells it", () => {
    const cases = [
      [{ status: "failed", errorCode: "RESOURCE_EXHAUSTED" }, "RESOURCE_EXHAUSTED", true],
      [{ status: "failed", errorCode: "BAD_REQUEST" }, "BAD_REQUEST", false],
      [{ status: "failed", errorCode: null }, "QUERY_FAILED", false],
      [{ status: "cancelled" }, "QUERY_CANCELLED", false],
    ] as const;
    for (const [end, code, retryable] of cases) {
      const error = new sdk.QueryFailedError({ ...RUN, ...end });
      assert.deepEqual([error.code, error.retryable], [code, retryable]);
      assert.equal(error.queryRunId, RUN.id);
    }
  });
});

describe("retryable", () => {
  it("agrees with the contract's list of codes, with and without the status", async () => {
    const text = await readFile(new URL("../../../openapi.json", import.meta.url), "utf8");
    const codes = errorCodes(JSON.parse(text));
    assert.ok(codes.length > 20, `only ${codes.length} codes`);
    for (const { code, status, retryable } of codes) {
      assert.equal(isRetryable(code, status), retryable, code);
      assert.equal(isRetryable(code), retryable, code);
    }
  });

  it("goes by the status where something in between answered", () => {
    for (const [status, expected] of [
      [400, false],
      [408, true],
      [429, true],
      [500, false],
      [502, true],
      [503, true],
      [504, true],
    ] as const) {
      const response = new Response("<html>", { status });
      const error = new sdk.ApiException("query", response, "<html>");
      assert.deepEqual([error.code, error.retryable], [`HTTP_${status}`, expected]);
    }
  });
});

function classOf(copy: typeof sdk, name: string): abstract new () => Error {
  const found: unknown = Reflect.get(copy, name);
  assert.ok(isClass(found), name);
  return found;
}

function isClass(value: unknown): value is abstract new () => Error {
  return typeof value === "function";
}

interface CodeEntry {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
}

function errorCodes(document: { readonly "x-error-codes": readonly CodeEntry[] }) {
  return document["x-error-codes"];
}
