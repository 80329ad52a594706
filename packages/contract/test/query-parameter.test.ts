import assert from "node:assert/strict";
import { test } from "node:test";
import type { ZodType } from "zod";
import { operations } from "../src/operations.ts";

const databases = operations.list_databases.query;
const runs = operations.list_query_runs.query;
const result = operations.get_result.query;
const tables = operations.information_schema.query;

test("the page size of databases is clamped; without one the page is large", () => {
  assert.equal(databases.parse({}).limit, 1000);
  assert.equal(databases.parse({ limit: "" }).limit, 1000);
  assert.equal(databases.parse({ limit: "7" }).limit, 7);
  assert.equal(databases.parse({ limit: "0" }).limit, 1);
  assert.equal(databases.parse({ limit: "-5" }).limit, 1);
  assert.equal(databases.parse({ limit: "101" }).limit, 100);
  assert.equal(databases.parse({ limit: "9".repeat(400) }).limit, 100);
});

test("other page sizes have a default and are lowered to their maximum", () => {
  assert.equal(runs.parse({}).limit, 100);
  assert.equal(runs.parse({ limit: "0" }).limit, 0);
  assert.equal(runs.parse({ limit: "5000" }).limit, 1000);
  assert.deepEqual(operations.list_results.query.parse({}), { limit: 100, offset: 0 });
});

test("a result has no page size unless one is given", () => {
  assert.deepEqual(result.parse({}), { offset: 0 });
  assert.deepEqual(result.parse({ offset: "50000", limit: "0", format: "arrow" }), {
    offset: 50_000,
    limit: 0,
    format: "arrow",
  });
});

test("the format of a result is read in any case, and markdown is md", () => {
  assert.equal(result.parse({ format: "Markdown" }).format, "md");
  assert.equal(result.parse({ format: "CSV" }).format, "csv");
  assert.equal(result.parse({ format: "" }).format, undefined);
});

test("states of runs are separated by commas", () => {
  assert.deepEqual(runs.parse({ status: "running, failed" }).status, ["running", "failed"]);
  assert.equal(runs.parse({ status: "" }).status, undefined);
});

test("booleans are true or false", () => {
  assert.equal(tables.parse({}).include_columns, false);
  assert.equal(tables.parse({ include_columns: "true" }).include_columns, true);
  assert.equal(tables.parse({ include_columns: "False" }).include_columns, false);
});

const refusals: readonly [ZodType, Readonly<Record<string, unknown>>, string][] = [
  [databases, { limit: "ten" }, "must be a whole number"],
  [databases, { limit: "1.5" }, "must be a whole number"],
  [databases, { limit: ["1", "2"] }, "must be given once"],
  [databases, { search: ["a", "b"] }, "must be given once"],
  [runs, { limit: "-1" }, "must be at least 0"],
  [result, { offset: "-1" }, "must be at least 0"],
  [result, { limit: "-1" }, "must be at least 0"],
  [result, { offset: "9007199254740993" }, "is too large"],
  [result, { format: "xml" }, "must be one of json, arrow, csv, md, parquet"],
  [
    runs,
    { status: "running,lost" },
    "must be one or more of running, succeeded, failed, cancelled",
  ],
  [tables, { include_columns: "yes" }, "must be true or false"],
];

for (const [schema, query, message] of refusals) {
  test(`refused: ${JSON.stringify(query)}`, () => {
    assert.deepEqual(
      schema.safeParse(query).error?.issues.map((issue) => issue.message),
      [message],
    );
  });
}
