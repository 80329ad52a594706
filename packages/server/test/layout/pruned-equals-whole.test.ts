import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as fc from "fast-check";
import { scanSql } from "../../src/engine/duckdb/scan-sql.ts";
import { findTableFilters } from "../../src/engine/duckdb/statement/table-filters.ts";
import { isTreeObject, kindOf, textField } from "../../src/engine/duckdb/statement/syntax-tree.ts";
import type { ColumnFilter } from "../../src/engine/column-filter.ts";
import { DATABASE, LakeBench, SCHEMA } from "../lake/lake-bench.ts";
import { openParser } from "../engine/statement/open-parser.ts";
import { loadLaidOut } from "./layout-bench.ts";
import { randomQuery, ROWS_SQL } from "./random-filters.ts";

const TABLES = ["t", "u"];
const RUNS = 600;

const parser = await openParser();
let bench: LakeBench;

before(async () => {
  bench = await LakeBench.open();
  const layout = {
    partitionBy: [{ column: "part", transform: "identity" }],
    sortedBy: [],
  } as const;
  for (const table of TABLES) {
    await loadLaidOut(bench, { mode: "replace", table, sql: ROWS_SQL, layout });
    await bench.load("append", table, `SELECT * FROM (${ROWS_SQL}) WHERE row % 31 = 0`);
  }
});
after(() => bench[Symbol.asyncDispose]());

test("what is left out of a scan changes no answer", async () => {
  let prunedRuns = 0;
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(randomQuery, async (sql) => {
      await define(() => undefined);
      const expected = await answer(sql);
      if (expected === undefined) return;
      const needs = await needsOf(sql);
      const leftOut = await define((table) => needs.get(table));
      answered += 1;
      if (leftOut > 0) prunedRuns += 1;
      assert.deepEqual(await answer(sql), expected, sql);
    }),
    { numRuns: RUNS },
  );
  assert.ok(answered > RUNS / 2, `only ${answered} of ${RUNS} random queries run at all`);
  assert.ok(prunedRuns > RUNS / 5, `only ${prunedRuns} of ${RUNS} random queries leave files out`);
});

type Needs = readonly (readonly ColumnFilter[])[];

/** Makes the views over the lake's scans; returns how many files they leave out. */
async function define(needsOf: (table: string) => Needs | undefined): Promise<number> {
  let leftOut = 0;
  for (const table of TABLES) {
    const needs = needsOf(table);
    const { tables } = await bench.lake.resolve(DATABASE, [{ schema: SCHEMA, table, needs }]);
    const [resolved] = tables;
    assert.ok(resolved);
    const files = resolved.scan.parts.map((part) =>
      part.kind === "files" ? part.files.length : 0,
    );
    const count = files.reduce((sum, length) => sum + length, 0);
    leftOut += (resolved.fileCount ?? count) - count;
    await bench.duck.run(`CREATE OR REPLACE VIEW ${table} AS ${scanSql(resolved.scan)}`);
  }
  return leftOut;
}

/** Undefined for a query that the engine refuses: comparing a date with a number, say. */
async function answer(sql: string): Promise<unknown> {
  try {
    return (await bench.duck.runAndReadAll(sql)).getRowObjectsJson();
  } catch {
    return undefined;
  }
}

async function needsOf(sql: string): Promise<Map<string, Needs | undefined>> {
  const parsed = await parser.parse(sql);
  assert.equal(parsed.kind, "tree", sql);
  const [tree] = parsed.kind === "tree" ? parsed.statements : [];
  assert.ok(isTreeObject(tree));
  const filters = findTableFilters(tree);
  const needs = new Map<string, Needs | undefined>();
  visit(tree);
  return needs;

  function visit(value: unknown): void {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isTreeObject(value)) return;
    if (kindOf(value) === "BASE_TABLE") {
      const table = textField(value, "table_name");
      const before = needs.has(table) ? needs.get(table) : [];
      const own = filters.get(value);
      needs.set(table, before && own && [...before, ...own]);
    }
    Object.values(value).forEach(visit);
  }
}
