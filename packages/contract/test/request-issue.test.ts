import assert from "node:assert/strict";
import { test } from "node:test";
import { z, type ZodType } from "zod";
import {
  AddManagedTableRequest,
  LoadManagedTableRequest,
  MintUploadPartsRequest,
  operations,
  QueryRequest,
  requestIssueMessage,
} from "../src/contract.ts";

const CASES: readonly [ZodType, unknown, string][] = [
  [QueryRequest, {}, "sql is required"],
  [QueryRequest, { sql: 1 }, "sql must be text"],
  [QueryRequest, { sql: "" }, "sql is empty; send one SELECT statement"],
  [QueryRequest, { sql: "SELECT 1", async: "yes" }, "async must be true or false"],
  [QueryRequest, [], " must be an object"],
  [LoadManagedTableRequest, { mode: "append", key: "id" }, "key must be a list"],
  [
    LoadManagedTableRequest,
    { mode: "append", columns: { a: { type: "DECIMAL", precision: 39 } } },
    "columns.a.precision must be at most 38",
  ],
  [
    LoadManagedTableRequest,
    { mode: "append", columns: { a: 5 } },
    "columns.a must be a type such as `DECIMAL(10,2)`, or an object with `type`",
  ],
  [MintUploadPartsRequest, { part_numbers: [1.5] }, "part_numbers.0 must be a whole number"],
  [
    AddManagedTableRequest,
    { name: "t", sorted_by: [{ column: "" }] },
    "sorted_by.0.column must not be empty",
  ],
  [
    operations.finalize_upload_handler.headers,
    {},
    "x-upload-finalize-token is required: the `finalize_token` of the upload session",
  ],
  [z.object({ n: z.int().min(1).max(38) }), { n: 39 }, "n must be at most 38"],
  [z.object({ s: z.string().min(2) }), { s: "a" }, "s must have at least 2 characters"],
];

for (const [schema, value, expected] of CASES) {
  test(`says: ${expected}`, () => {
    const { error } = schema.safeParse(value, { error: requestIssueMessage });
    const issues = error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    assert.deepEqual(issues, [expected]);
  });
}
