import {
  ApiException,
  ConfigurationError,
  ConnectionError,
  Hotdata,
  ResponseValidationError,
  TimeoutError,
} from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

export const errorTests: PortableTests = {
  "ApiException says what the server said": async ({ meet }) => {
    const { hotdata } = meet("bad-request");
    const error = await rejection(hotdata.query.query({ sql: "x" }), ApiException);
    equal([error.status, error.reason, error.code], [400, "Bad Request", "BAD_REQUEST"]);
    equal([error.requestId, error.details], ["req-1", { position: 4 }]);
    match(error.message, /no table is named ü/);
  },

  "ApiException of a page that is no JSON": async ({ meet }) => {
    const { hotdata } = meet("page-of-a-proxy", { maxRetries: 0 });
    const error = await rejection(hotdata.query.query({ sql: "x" }), ApiException);
    equal([error.status, error.reason], [502, "Bad Gateway"]);
    match(error.message, /Bad gateway/);
  },

  "ApiException of a key that is unknown": async ({ host }) => {
    await using hotdata = new Hotdata({ host, apiKey: "unknown" });
    const error = await rejection(hotdata.databases.listDatabases(), ApiException);
    equal(error.status, 401);
    ok(error.requestId, "browsers are shown the request's id too");
  },

  "ResponseValidationError names the place": async ({ meet }) => {
    const { hotdata } = meet("another-answer");
    const error = await rejection(hotdata.databases.listDatabases(), ResponseValidationError);
    match(error.message, /databases/);
    equal(error.requestId, "req-1");
  },

  "ConnectionError when nobody listens": async () => {
    // Port 1 is reserved, and nothing here listens on it; browsers refuse it by themselves.
    await using hotdata = new Hotdata({ host: "http://127.0.0.1:1", apiKey: "key", maxRetries: 0 });
    const error = await rejection(hotdata.query.query({ sql: "x" }), ConnectionError);
    match(error.message, /http:\/\/127\.0\.0\.1:1/);
  },

  "ConnectionError when an answer is cut off": async ({ meet }) => {
    for (const fault of ["cut-with-length", "cut-chunked"]) {
      const { hotdata } = meet(fault, { maxRetries: 0 });
      await rejection(hotdata.databases.listDatabases(), ConnectionError);
      await rejection(hotdata.query.query({ sql: "x" }), ConnectionError);
    }
  },

  "TimeoutError before the headers and within the body": async ({ meet }) => {
    for (const fault of ["silent", "silent-body"]) {
      const { hotdata } = meet(fault, { timeoutMs: 200 });
      const error = await rejection(hotdata.databases.listDatabases(), TimeoutError);
      equal(error.timeoutMs, 200);
    }
  },

  ConfigurationError: async ({ host }) => {
    let failure: unknown;
    try {
      await using hotdata = new Hotdata({ host: "ftp://x", apiKey: "key" });
      ok(hotdata);
    } catch (error) {
      failure = error;
    }
    ok(failure instanceof ConfigurationError);
    await using keyless = new Hotdata({ host });
    await rejection(keyless.query.query({ sql: "x" }), ConfigurationError);
  },
};
