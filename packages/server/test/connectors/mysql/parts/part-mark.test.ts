import assert from "node:assert/strict";
import { test } from "node:test";
import { keyRanges } from "../../../../src/connectors/mysql/parts/key-ranges.ts";
import { keptParts, markText } from "../../../../src/connectors/mysql/parts/part-mark.ts";

const MARKS = keyRanges(1n, 30n, 3).map((range) => markText("state", range));
const [first = "", second = "", third = ""] = MARKS;

test("parts are kept from the first key on, up to where they end", () => {
  assert.deepEqual(keptParts([first, second], "state"), { count: 2, to: 21n });
  assert.deepEqual(keptParts(MARKS, "state"), { count: 3, to: null });
});

test("a part is kept only behind the one before it", () => {
  assert.deepEqual(keptParts([first, third], "state"), { count: 1, to: 11n });
  assert.deepEqual(keptParts([...MARKS, first], "state"), { count: 3, to: null });
  assert.equal(keptParts([second], "state"), undefined);
});

test("nothing is kept of another state, or of what another release made", () => {
  assert.equal(keptParts(MARKS, "another"), undefined);
  const wrong = ["{}", "null", first.replace("11", "1 OR 1"), first.replace('"11"', "11")];
  for (const text of wrong) assert.equal(keptParts([text], "state"), undefined, text);
});
