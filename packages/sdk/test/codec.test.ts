import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeModel, encodeModel } from "../src/core/codec.ts";
import { ResponseValidationError } from "../src/core/errors.ts";
import {
  any,
  arrayOf,
  integer,
  mapOf,
  model,
  nullable,
  optional,
  string,
  unionOf,
} from "../src/core/model.ts";
import type { Model } from "../src/core/model.ts";
import { parseAnswer } from "../src/core/parse-answer.ts";
import type { ParseOptions } from "../src/core/parse-answer.ts";
import { writeJson } from "../src/core/write-json.ts";
import {
  createDatabaseRequest,
  loadManagedTableRequest,
  queryRequest,
  queryResponse,
} from "../src/generated/descriptors.ts";

const SOURCE = { operation: "query", requestId: "req-9" };

const ANSWER = {
  query_run_id: "qrun1",
  columns: ["a"],
  nullable: [true],
  rows: [[1], [{ snake_case: null }]],
  row_count: 2,
  preview_row_count: 2,
  total_row_count: null,
  truncated: false,
  execution_time_ms: 3,
};

const DEFAULTS: ParseOptions = { numbers: "number", validate: true };

/** Takes a value as if it had come from the server. */
function decode<T>(model: Model<T>, wire: unknown, options: Partial<ParseOptions> = {}): T {
  return decodeModel(model, parseAnswer(writeJson(wire), SOURCE, { ...DEFAULTS, ...options }));
}

describe("encodeModel", () => {
  it("uses wire names at every depth and leaves undefined out", () => {
    const request = {
      expiresAt: "24h",
      defaultSchema: undefined,
      schemas: [
        {
          name: "public",
          tables: [{ name: "t", partitionBy: [{ column: "d", transform: "day" }] }],
        },
      ],
    };
    assert.deepEqual(encodeModel(createDatabaseRequest, request), {
      expires_at: "24h",
      schemas: [
        {
          name: "public",
          tables: [{ name: "t", partition_by: [{ column: "d", transform: "day" }] }],
        },
      ],
    });
  });

  it("keeps async as a name and null as a value", () => {
    const request = { sql: "SELECT 1", async: true, asyncAfterMs: 3000, databaseId: null };
    assert.deepEqual(encodeModel(queryRequest, request), {
      sql: "SELECT 1",
      async: true,
      async_after_ms: 3000,
      database_id: null,
    });
  });

  it("leaves the keys of maps alone and tells the variants of a union apart", () => {
    const columns = {
      someColumn: "BIGINT",
      other_column: { type: "DECIMAL", precision: 9, scale: 2 },
    };
    const encoded = encodeModel(loadManagedTableRequest, { mode: "append", data: "x", columns });
    assert.deepEqual(encoded["columns"], columns);
  });

  it("refuses a property that would be lost, and says which there are", () => {
    assert.throws(() => encodeModel(queryRequest, { sql: "x", default_schema: "s" }), {
      name: "TypeError",
      message:
        /QueryRequest has no property "default_schema"; it has: sql, databaseId, .*defaultSchema/,
    });
    assert.throws(() => encodeModel(queryRequest, { sql: "x", toString: 1 }), TypeError);
    assert.throws(
      () => encodeModel(queryRequest, "SELECT 1"),
      /QueryRequest must be an object, not a string/,
    );
  });
});

describe("decodeModel", () => {
  it("converts names, ignores unknown fields and leaves cells alone", () => {
    const decoded = decode(queryResponse, { ...ANSWER, added_later: 1 });
    assert.deepEqual(decoded, {
      queryRunId: "qrun1",
      columns: ["a"],
      nullable: [true],
      rows: [[1], [{ snake_case: null }]],
      rowCount: 2,
      previewRowCount: 2,
      totalRowCount: null,
      truncated: false,
      executionTimeMs: 3,
    });
  });

  const broken: readonly (readonly [string, object, string, string])[] = [
    [
      "a row that is no array",
      { rows: [[1], [2], [3], null] },
      "QueryResponse.rows[3]",
      "an array",
    ],
    ["a missing field", { query_run_id: undefined }, "QueryResponse.query_run_id", "a string"],
    [
      "null where it is not allowed",
      { truncated: null },
      "QueryResponse.truncated",
      "true or false",
    ],
    ["a fraction for a count", { row_count: 1.5 }, "QueryResponse.row_count", "an integer"],
    ["a count beyond exactness", { row_count: 2n ** 60n }, "QueryResponse.row_count", "an integer"],
    ["a wrong item", { columns: ["a", 2] }, "QueryResponse.columns[1]", "a string"],
    ["a wrong nullable", { result_id: 5 }, "QueryResponse.result_id", "a string"],
  ];
  for (const [title, change, path, expectation] of broken) {
    it(`names the place of ${title}`, () => {
      assert.throws(
        () => decode(queryResponse, { ...ANSWER, ...change }),
        (error: unknown) => {
          assert.ok(error instanceof ResponseValidationError);
          assert.equal(error.path, path);
          assert.equal(error.expectation, expectation);
          assert.equal(error.operation, "query");
          assert.equal(error.requestId, "req-9");
          assert.ok(error.message.includes(path) && error.message.includes("req-9"));
          return true;
        },
      );
    });
  }

  it("refuses answers that are no object", () => {
    for (const wire of [null, [], "x", 1]) {
      assert.throws(() => decode(queryResponse, wire), /QueryResponse should be an object/);
    }
  });

  it("decodes maps, unions and models that contain themselves", () => {
    interface Tree {
      readonly childNodes: Record<string, Tree>;
      readonly label?: string | number | null;
    }
    const tree: Model<Tree> = model("Tree", () => ({
      childNodes: mapOf(tree),
      label: optional(nullable(unionOf(string, integer))),
    }));
    const wire = { child_nodes: { snake_key: { child_nodes: {}, label: 3 } }, label: null };
    assert.deepEqual(decode(tree, wire), {
      childNodes: { snake_key: { childNodes: {}, label: 3 } },
      label: null,
    });
    const wrong = { child_nodes: { k: { child_nodes: {}, label: true } } };
    assert.throws(() => decode(tree, wrong), {
      path: 'Tree.child_nodes["k"].label',
      expectation: "a string or an integer",
    });
  });

  it("does not take inherited properties for fields", () => {
    assert.throws(
      () =>
        decode(
          model("M", () => ({ constructor: any })),
          {},
        ),
      /M\.constructor should be present, but is absent/,
    );
    assert.throws(
      () =>
        decode(
          model("L", () => ({ l: arrayOf(any) })),
          { l: {} },
        ),
      /L\.l should be an array/,
    );
  });
});
