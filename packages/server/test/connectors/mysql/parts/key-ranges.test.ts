import assert from "node:assert/strict";
import { test } from "node:test";
import {
  keyRanges,
  rangesFrom,
  rangeSql,
} from "../../../../src/connectors/mysql/parts/key-ranges.ts";

const sqlOf = (ranges: ReturnType<typeof keyRanges>): string[] =>
  ranges.map((range) => rangeSql("k", range));

test("ranges follow on each other and are open at both ends", () => {
  assert.deepEqual(sqlOf(keyRanges(1n, 30n, 3)), ["k < 11", "k >= 11 AND k < 21", "k >= 21"]);
  assert.deepEqual(sqlOf(keyRanges(-10n, 9n, 2)), ["k < 0", "k >= 0"]);
});

test("every range has a key between the ends, however few there are", () => {
  assert.deepEqual(sqlOf(keyRanges(5n, 5n, 4)), ["TRUE"]);
  assert.deepEqual(sqlOf(keyRanges(5n, 6n, 4)), ["k < 6", "k >= 6"]);
  assert.equal(keyRanges(0n, 10n, 4).length, 4);
});

test("keys of all 64 bits are exact", () => {
  const greatest = 2n ** 64n - 1n;
  assert.deepEqual(sqlOf(keyRanges(0n, greatest, 2)), [`k < ${2n ** 63n}`, `k >= ${2n ** 63n}`]);
});

test("what is kept is left out of ranges that were made in another way", () => {
  const ranges = keyRanges(1n, 30n, 3);
  assert.deepEqual(sqlOf(rangesFrom(ranges, 11n)), ["k >= 11 AND k < 21", "k >= 21"]);
  assert.deepEqual(sqlOf(rangesFrom(ranges, 15n)), ["k >= 15 AND k < 21", "k >= 21"]);
  assert.deepEqual(sqlOf(rangesFrom(ranges, 99n)), ["k >= 99"]);
  assert.deepEqual(rangesFrom(ranges, null), []);
});
