import assert from "node:assert/strict";
import { test } from "node:test";
import { randomPart } from "../../src/ids/random-part.ts";

test("each part has bytes of its own, and keeps them", () => {
  const parts = Array.from({ length: 2_000 }, (_, index) => randomPart(8 + (index % 30)));
  const texts = parts.map((part) => part.toString("hex"));
  assert.equal(new Set(texts).size, parts.length);
  assert.deepEqual(
    parts.map(({ length }) => length),
    parts.map((_, index) => 8 + (index % 30)),
  );
  for (const text of texts) assert.doesNotMatch(text, /^(00){4}|(00){4}$/);
  const bytes = Buffer.concat(parts);
  const ones = bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
  assert.ok(Math.abs(ones / (bytes.length * 8) - 0.5) < 0.02, `${ones} of ${bytes.length * 8}`);
});
