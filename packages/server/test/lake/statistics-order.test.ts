import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnType } from "@hotdata/contract";
import { fileStatistics, mergeStatistics } from "../../src/lake/write/merge-statistics.ts";
import { compareBounds } from "../../src/lake/write/statistics-order.ts";
import { BIGINT, DOUBLE, INTEGER, VARCHAR, decimal, scalar } from "./types.ts";

/** Bounds in ascending order, as the catalog spells them. */
const ASCENDING: readonly [ColumnType, readonly string[]][] = [
  [scalar("BOOLEAN"), ["0", "1"]],
  [INTEGER, ["-10", "-9", "2", "10"]],
  [scalar("UINTEGER"), ["9", "10"]],
  [BIGINT, ["-9223372036854775808", "9223372036854775806", "9223372036854775807"]],
  [
    decimal(38, 2),
    ["-1.50", "-1.49", "0.00", "99999999999999999999.01", "100000000000000000000.00"],
  ],
  [DOUBLE, ["-inf", "-1e+308", "-0.5", "5e-324", "2", "10.0", "inf"]],
  [VARCHAR, ["", "B", "a", "ab", "é", "\u{1F600}"]],
  [
    scalar("DATE"),
    ["5877641-06-24 (BC)", "0044-03-15 (BC)", "1969-12-31", "9999-01-01", "10000-01-01"],
  ],
  [
    scalar("TIMESTAMP"),
    [
      "-infinity",
      "1969-12-31 23:59:59.999999",
      "1970-01-01 00:00:00",
      "290000-01-01 00:00:00",
      "infinity",
    ],
  ],
  [
    scalar("TIMESTAMPTZ"),
    ["2020-01-01 00:00:00+05:30", "2020-01-01 00:00:00+00", "2020-01-01 00:00:00-01"],
  ],
  [scalar("TIME"), ["01:02:03", "01:02:03.5", "24:00:00"]],
];

for (const [type, bounds] of ASCENDING) {
  test(`bounds of ${JSON.stringify(type)} are ordered by value`, () => {
    bounds.forEach((left, i) =>
      bounds.forEach((right, j) => {
        const order = compareBounds(type, left, right);
        assert.equal(Math.sign(order ?? Number.NaN), Math.sign(i - j), `${left} to ${right}`);
      }),
    );
  });
}

test("a spelling that is not known has no order", () => {
  assert.equal(compareBounds(INTEGER, "1", "one"), undefined);
  assert.equal(compareBounds(scalar("DATE"), "2020-01-01", "soon"), undefined);
});

const file = { fieldId: 1, columnSizeBytes: 1, valueCount: 3, nullCount: 0, containsNan: null };

test("bounds widen and never narrow", () => {
  const table = { containsNull: false, containsNan: null, min: "9", max: "20" };
  const added = fileStatistics(INTEGER, { ...file, min: "10", max: "100" });
  assert.deepEqual(mergeStatistics(INTEGER, table, added), {
    containsNull: false,
    containsNan: null,
    min: "9",
    max: "100",
  });
});

test("a file with NULLs only leaves the bounds alone, in both orders", () => {
  const table = { containsNull: false, containsNan: null, min: "1", max: "2" };
  const empty = fileStatistics(INTEGER, { ...file, nullCount: 3, min: null, max: null });
  const merged = { containsNull: true, containsNan: null, min: "1", max: "2" };
  assert.deepEqual(mergeStatistics(INTEGER, table, empty), merged);
  assert.deepEqual(mergeStatistics(INTEGER, empty, table), merged);
});

test("text without bounds keeps a bound that is true of any text", () => {
  const unknown = fileStatistics(VARCHAR, { ...file, min: null, max: null });
  const known = { containsNull: false, containsNan: null, min: "m", max: "n" };
  assert.deepEqual(mergeStatistics(VARCHAR, unknown, known), {
    containsNull: false,
    containsNan: null,
    min: "",
    max: null,
  });
});

test("bounds that a NaN made unknown stay unknown", () => {
  const withNan = fileStatistics(DOUBLE, { ...file, containsNan: true, min: null, max: null });
  const later = fileStatistics(DOUBLE, { ...file, containsNan: false, min: "1", max: "2" });
  assert.deepEqual(mergeStatistics(DOUBLE, withNan, later), {
    containsNull: false,
    containsNan: true,
    min: null,
    max: null,
  });
});
