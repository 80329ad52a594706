import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { writeDataFiles } from "../../src/engine/duckdb/load-file.ts";
import type { TableLayout } from "../../src/engine/write-layout.ts";
import { DATABASE, LakeBench, SCHEMA } from "../lake/lake-bench.ts";
import { catalogRows, compactAll, fileCount, RULES, scannedRows } from "./lake-upkeep-bench.ts";

/** Appends a query's rows to a table as its layout asks for it. */
async function append(bench: LakeBench, sql: string, declared: TableLayout): Promise<void> {
  const columns = await bench.columnsOf(sql);
  const request = { databaseId: DATABASE, schema: SCHEMA, table: "t", columns, layout: declared };
  const plan = await bench.lake.planWrite({ ...request, mode: "append" });
  await mkdir(plan.stagingDir, { recursive: true });
  const path = `${plan.stagingDir}.source.parquet`;
  await bench.duck.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  const files = await writeDataFiles(
    { connection: bench.duck, scratchDir: plan.stagingDir, signal: new AbortController().signal },
    {
      source: { path, format: "parquet", compression: "none", label: "rows", fullScan: false },
      columns: plan.columns.map((column) => ({ ...column, sourceName: column.name })),
      targetDir: plan.stagingDir,
      layout: { ...plan.layout, targetFileBytes: RULES.targetFileBytes, maxPartitions: 100 },
    },
  );
  await bench.lake.commitWrite({ plan, files, loadId: crypto.randomUUID() });
}

test("files of a partitioned table are merged within their partitions", async () => {
  await using bench = await LakeBench.open();
  const layout: TableLayout = {
    partitionBy: [{ column: "k", transform: "identity" }],
    sortedBy: [],
  };
  for (let n = 0; n < 6; n += 1) {
    const sql = `SELECT i % 3 AS k, ${n} * 100 + i AS v FROM range(9) r(i) UNION ALL SELECT NULL, ${n}`;
    await append(bench, sql, layout);
  }
  assert.equal(await fileCount(bench, "t"), 24);
  const before = await bench.rows("t");
  assert.equal(await compactAll(bench), 4);
  assert.equal(await fileCount(bench, "t"), 4);
  assert.deepEqual(await bench.rows("t"), before);
  const live = `SELECT partition_value AS value FROM ducklake_file_partition_value AS v
    JOIN ducklake_data_file AS f ON f.data_file_id = v.data_file_id
    WHERE end_snapshot IS NULL AND f.partition_id IS NOT NULL ORDER BY 1`;
  assert.deepEqual(
    catalogRows(bench, live).map(({ value }) => value),
    [null, "0", "1", "2"],
  );
});

test("files of a sorted table are sorted again when they are merged", async () => {
  await using bench = await LakeBench.open();
  const layout: TableLayout = {
    partitionBy: [],
    sortedBy: [{ column: "v", direction: "desc", nulls: "last" }],
  };
  for (let n = 0; n < 5; n += 1) {
    await append(bench, `SELECT (i * 7 + ${n} * 3) % 50 AS v FROM range(10) r(i)`, layout);
  }
  assert.equal(await compactAll(bench), 1);
  assert.equal(await fileCount(bench, "t"), 1);
  const values = (await scannedRows(bench, "t")).map((row) => Number(Object(row).v));
  assert.equal(values.length, 50);
  assert.deepEqual(
    values,
    values.toSorted((a, b) => b - a),
  );
});
