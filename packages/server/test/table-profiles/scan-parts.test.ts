import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { profileTable } from "../../src/engine/duckdb/profile/profile-table.ts";
import type { TableScan } from "../../src/engine/engine.ts";

/** Rows that other clients keep in the catalog itself; this server writes none. */
const INLINED: TableScan = {
  columns: [
    { name: "id", type: { kind: "scalar", name: "BIGINT" } },
    { name: 'the "name"', type: { kind: "scalar", name: "VARCHAR" } },
    { name: "ok", type: { kind: "scalar", name: "BOOLEAN" } },
  ],
  parts: [
    {
      kind: "inline",
      rows: [
        ["1", "it's", "true"],
        ["2", null, "false"],
      ],
    },
    { kind: "inline", rows: [["1", "it's", null]] },
  ],
};

test("rows that are kept in the catalog are described like those of files", async (t) => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => {
    connection.closeSync();
    instance.closeSync();
  });
  const profile = await profileTable(connection, INLINED, new AbortController().signal);
  assert.deepEqual(profile, {
    rowCount: 3,
    columns: [
      {
        nullCount: 0,
        cardinality: 2,
        detail: {
          type: "categorical",
          values: [
            { value: "1", count: 2 },
            { value: "2", count: 1 },
          ],
        },
      },
      {
        nullCount: 1,
        cardinality: 1,
        detail: {
          type: "categorical",
          values: [
            { value: "it's", count: 2 },
            { value: null, count: 1 },
          ],
        },
      },
      {
        nullCount: 1,
        cardinality: 2,
        detail: { type: "boolean", true_count: 1, false_count: 1 },
      },
    ],
  });
});
