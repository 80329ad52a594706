import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, loadConfig } from "../../src/config/load-config.ts";

test("where datasets may be fetched from", () => {
  const read = (text: string) => loadConfig({ HOTDATA_URL_SOURCES: text }).urlSources;
  assert.deepEqual(read(""), []);
  assert.equal(read("off"), "off");
  assert.deepEqual(read(" files.internal, 10.0.0.0/8 ,::1"), [
    "files.internal",
    "10.0.0.0/8",
    "::1",
  ]);
  for (const text of ["a,,b", "10.0.0.0/33", "300.1.1.1", "http://x", "a b", "-x", "*.internal"]) {
    assert.throws(() => read(text), ConfigError, text);
  }
});
