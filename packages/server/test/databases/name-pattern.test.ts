import assert from "node:assert/strict";
import { test } from "node:test";
import { matchesPattern } from "../../src/information-schema/name-pattern.ts";

test("% stands for any characters, everything else for itself in any case", () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ["orders", "orders", true],
    ["orders", "ORDERS", true],
    ["orders", "order", false],
    ["orders", "%", true],
    ["orders", "ord%", true],
    ["orders", "%ers", true],
    ["orders", "o%r%s", true],
    ["orders", "%d%r%", true],
    ["orders", "%x%", false],
    ["aa", "a%a%a", false],
    ["aba", "ab%ba", false],
    ["a.b", "a_b", false],
    ["", "%", true],
    ["", "", true],
  ];
  for (const [name, pattern, expected] of cases) {
    assert.equal(matchesPattern(name, pattern), expected, `${name} like ${pattern}`);
  }
});

test("a pattern of many wildcards stays fast", () => {
  const startedAt = performance.now();
  matchesPattern("a".repeat(128), "%a".repeat(5_000));
  assert.ok(performance.now() - startedAt < 100);
});
