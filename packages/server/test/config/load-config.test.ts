import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { ConfigError, loadConfig } from "../../src/config/load-config.ts";

test("without any variable the server listens on this machine only", () => {
  const config = loadConfig({ HOTDATA_PORT: "" });
  assert.equal(config.host, "127.0.0.1");
  assert.equal(config.port, 3000);
  assert.equal(config.dataDir, resolve(".hotdata"));
  assert.equal(config.apiKey, undefined);
});

test("values are converted", () => {
  const config = loadConfig({
    HOTDATA_PORT: "0",
    HOTDATA_PUBLIC_URL: "https://data.example.com/base/",
    HOTDATA_LOG_LEVEL: "warn",
  });
  assert.equal(config.port, 0);
  assert.equal(config.publicUrl, "https://data.example.com/base");
  assert.equal(config.logLevel, "warn");
});

test("all wrong values are named at once with what is allowed, secrets hidden", () => {
  const environment = {
    HOTDATA_PORT: "70000",
    HOTDATA_PUBLIC_URL: "data.example.com",
    HOTDATA_API_KEY: "short",
  };
  assert.throws(
    () => loadConfig(environment),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(error.message.split("\n"), [
        'HOTDATA_PORT is "70000"; it must be a whole number from 0 to 65535',
        "HOTDATA_API_KEY is (hidden); it must be 8 to 512 printable ASCII characters without spaces, not beginning with `eyJ`",
        'HOTDATA_PUBLIC_URL is "data.example.com"; it must be an http:// or https:// address without query',
      ]);
      return true;
    },
  );
});
