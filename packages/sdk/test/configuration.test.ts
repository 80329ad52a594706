import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { inspect } from "node:util";
import { ApiClient } from "../src/core/api-client.ts";
import { Configuration } from "../src/core/configuration.ts";
import { ConfigurationError } from "../src/core/errors.ts";
import { QueryApi } from "../src/generated/query-api.ts";

const NAMES = [
  "HOTDATA_API_KEY",
  "HOTDATA_WORKSPACE_ID",
  "HOTDATA_WORKSPACE",
  "HOTDATA_SANDBOX",
  "HOTDATA_API_URL",
];

describe("Configuration", () => {
  const before = new Map(NAMES.map((name) => [name, process.env[name]]));
  beforeEach(() => NAMES.forEach((name) => delete process.env[name]));
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("has a default for everything but the key", () => {
    const configuration = new Configuration();
    assert.equal(configuration.host, "https://api.hotdata.dev");
    assert.equal(configuration.apiKey, undefined);
    assert.equal(configuration.workspaceId, undefined);
    assert.equal(configuration.sandboxId, undefined);
  });

  it("reads the environment, the first workspace name first", () => {
    Object.assign(process.env, {
      HOTDATA_API_KEY: " k1\n",
      HOTDATA_WORKSPACE: "ws_b",
      HOTDATA_SANDBOX: "s_abcdefgh",
      HOTDATA_API_URL: "",
    });
    assert.equal(new Configuration().apiKey, "k1");
    assert.equal(new Configuration().workspaceId, "ws_b");
    assert.equal(new Configuration().sandboxId, "s_abcdefgh");
    assert.equal(new Configuration().host, "https://api.hotdata.dev");
    process.env["HOTDATA_WORKSPACE_ID"] = "ws_a";
    assert.equal(new Configuration().workspaceId, "ws_a");
  });

  it("prefers what it is given over the environment", () => {
    Object.assign(process.env, { HOTDATA_API_KEY: "k1", HOTDATA_API_URL: "http://a:1" });
    const configuration = new Configuration({ apiKey: "k2", host: "http://b:2" });
    assert.equal(configuration.apiKey, "k2");
    assert.equal(configuration.host, "http://b:2");
  });

  for (const text of ["http://h:3000", "http://h:3000/", "http://h:3000/v1", "http://h:3000/v1/"]) {
    it(`takes ${text} for the same server`, () => {
      process.env["HOTDATA_API_URL"] = text;
      assert.equal(new Configuration().host, "http://h:3000");
      assert.equal(new Configuration({ host: text }).host, "http://h:3000");
    });
  }

  it("refuses values it cannot use", () => {
    for (const host of ["h:3000", "localhost", "ftp://h", ""]) {
      assert.throws(() => new Configuration({ host }), ConfigurationError, host);
    }
    assert.throws(() => new Configuration({ timeoutMs: -1 }), /timeoutMs must be 0 or more/);
    assert.throws(() => new Configuration({ maxRetries: NaN }), /maxRetries must be 0 or more/);
  });

  it("does not show the key, neither when printed nor in errors", () => {
    const configuration = new Configuration({ apiKey: "sesame" });
    const client = new ApiClient(configuration);
    const shown =
      inspect([configuration, client], { depth: 9, showHidden: true }) +
      JSON.stringify(configuration);
    assert.ok(!shown.includes("sesame"));
    assert.throws(
      () => new Configuration({ apiKey: "sesame\nopen" }),
      (error: unknown) => error instanceof ConfigurationError && !error.message.includes("sesame"),
    );
  });

  it("says how to give a key when a call needs one", async () => {
    const api = new QueryApi(new ApiClient());
    await assert.rejects(api.query({ sql: "SELECT 1" }), {
      name: "ConfigurationError",
      message: "query needs an API key: pass apiKey to Configuration, or set HOTDATA_API_KEY",
    });
  });
});
