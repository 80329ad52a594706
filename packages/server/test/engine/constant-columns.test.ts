import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract/types";
import { openEngineIn } from "./open-engine-in.ts";

const NEVER = new AbortController().signal;

test("columns that a file lacks have one value in all its rows, and names match in any case", async (t) => {
  const { engine, folder } = await openEngineIn(t, ["uploads", "staging"], {
    memoryMb: 256,
    threads: 1,
  });
  const path = join(folder("uploads"), "a.csv");
  await writeFile(path, "ID,Code\n1,007\n2,\n");
  const label = "file 'a.csv'";
  const plain = { path, format: "csv", compression: "none", label, fullScan: false } as const;
  const { layout } = await engine.inspectSource(plain, NEVER);
  assert.ok(layout);
  const column = (name: string, type: ColumnType, fieldId: number) => ({
    name,
    type,
    fieldId,
    sourceName: name,
    children: [],
  });
  const text = { kind: "scalar", name: "VARCHAR" } as const;
  const [file] = await engine.writeDataFiles(
    {
      source: {
        ...plain,
        layout,
        types: { code: text },
        constants: { day: "2024-01-31", "it's": "it's", gone: null },
      },
      columns: [
        column("id", { kind: "scalar", name: "BIGINT" }, 1),
        column("code", text, 2),
        column("day", { kind: "scalar", name: "DATE" }, 3),
        column("it's", text, 4),
        column("gone", { kind: "list", element: text }, 5),
      ],
      targetDir: folder("staging"),
    },
    NEVER,
  );
  assert.ok(file);
  const duckdb = await DuckDBInstance.create(":memory:");
  t.after(() => duckdb.closeSync());
  const connection = await duckdb.connect();
  const rows = await connection.runAndReadAll(`FROM read_parquet('${file.path}')`);
  assert.deepEqual(rows.getRowsJson(), [
    ["1", "007", "2024-01-31", "it's", null],
    ["2", null, "2024-01-31", "it's", null],
  ]);
});
