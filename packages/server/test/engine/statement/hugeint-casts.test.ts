import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectStatement } from "../../../src/engine/duckdb/statement/inspect-statement.ts";
import { openParser } from "./open-parser.ts";

const parser = await openParser();

const cases: readonly (readonly [string, readonly boolean[] | undefined])[] = [
  ["SELECT 1", [false]],
  ["SELECT 1::HUGEINT", [true]],
  ["SELECT CAST(a AS hugeint) AS b, sum(a), TRY_CAST(a AS HUGEINT) FROM t", [true, false, true]],
  [
    "SELECT a::INT128, a::UHUGEINT, a::HUGEINT + 1, (a::HUGEINT) FROM t",
    [true, false, false, true],
  ],
  ["WITH x AS (SELECT 1::HUGEINT a) SELECT a FROM x", [false]],
  ["SELECT DISTINCT a::HUGEINT FROM t ORDER BY 1 LIMIT 3", [true]],
  ["(SELECT a::HUGEINT FROM t)", [true]],
  ["SELECT (SELECT count(*) FROM t)", [false]],
  ["SELECT (SELECT COLUMNS('a') FROM t), 1::HUGEINT", [false, true]],
  ["SELECT *, 1::HUGEINT FROM t", undefined],
  ["SELECT t.*, 1::HUGEINT FROM t", undefined],
  ["SELECT 1::HUGEINT, COLUMNS('x') FROM t", undefined],
  ["SELECT max(COLUMNS('x')), 1::HUGEINT FROM t", undefined],
  ["SELECT unnest(s), 1::HUGEINT FROM t", undefined],
  ["SELECT 1::HUGEINT UNION ALL SELECT 2", undefined],
  ["VALUES (1::HUGEINT)", undefined],
  ["FROM t", undefined],
  ["DESCRIBE t", undefined],
  ["EXPLAIN SELECT 1::HUGEINT", undefined],
];

for (const [sqlText, expected] of cases) {
  test(`casts to HUGEINT in ${sqlText}`, async () => {
    assert.deepEqual((await inspectStatement(parser, sqlText)).hugeintCasts, expected);
  });
}
