import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openFencedInstance } from "../../src/engine/duckdb/fenced-instance.ts";
import { writeLaidOut } from "../../src/engine/duckdb/layout/write-laid-out.ts";
import type { WrittenFile } from "../../src/engine/engine.ts";
import type { WriteLayout } from "../../src/engine/write-layout.ts";

const MEMORY_MB = 250;
const BIGINT = { kind: "scalar", name: "BIGINT" } as const;
const COLUMNS = [
  { name: "k", type: BIGINT, fieldId: 7, children: [] },
  { name: "v", type: BIGINT, fieldId: 9, children: [] },
  { name: "partition_key_0", type: { kind: "scalar", name: "VARCHAR" }, fieldId: 11, children: [] },
] as const;
const PLAIN: WriteLayout = {
  partitionBy: [],
  sortedBy: [],
  targetFileBytes: 1_000_000,
  maxPartitions: 20_000,
};

interface Fixture {
  readonly duck: DuckDBConnection;
  readonly targetDir: string;
  write(rows: string, layout: Partial<WriteLayout>): Promise<readonly WrittenFile[]>;
  value(sql: string): Promise<unknown>;
}

async function setUp(t: TestContext): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), "layout-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const settings = {
    memoryMb: MEMORY_MB,
    spillMb: 10_000,
    threads: 2,
    scratchDir: folder,
    databasesDir: folder,
    resultsDir: folder,
    uploadsDir: folder,
    stagingDir: folder,
    datasetsDir: folder,
    maxSessions: 1,
    sessionIdleMs: 1_000,
  };
  const instance = await openFencedInstance(settings, [folder]);
  const duck = await instance.connect();
  t.after(() => {
    duck.closeSync();
    instance.closeSync();
  });
  const targetDir = await mkdtemp(join(folder, "target-"));
  return {
    duck,
    targetDir,
    write: (rows, layout) =>
      writeLaidOut(duck, {
        sqlText: `SELECT k::BIGINT AS k, v::BIGINT AS v, t::VARCHAR AS partition_key_0 FROM (${rows})`,
        columns: COLUMNS,
        targetDir,
        layout: { ...PLAIN, ...layout },
      }),
    value: async (sql) =>
      (
        await duck.runAndReadAll(sql.replaceAll("FILES", `'${targetDir}/*.parquet'`))
      ).getRowsJson()[0]?.[0],
  };
}

test("partitions are files that keep every column under its field id", async (t) => {
  const { write, value, targetDir } = await setUp(t);
  const rows = "SELECT i % 3 AS k, i AS v, NULLIF('p' || i % 2, 'p1') AS t FROM range(6000) r(i)";
  const files = await write(rows, {
    partitionBy: [
      { column: "partition_key_0", transform: "identity" },
      { column: "k", transform: "identity" },
    ],
  });
  const written = files.map(({ partitionValues, rowCount }) =>
    [...(partitionValues ?? []), rowCount].map(String).join("/"),
  );
  assert.deepEqual(written.toSorted(), [
    "null/0/1000",
    "null/1/1000",
    "null/2/1000",
    "p0/0/1000",
    "p0/1/1000",
    "p0/2/1000",
  ]);
  assert.deepEqual((await readdir(targetDir)).length, 6);
  assert.equal(
    await value("SELECT count(DISTINCT (k, v, partition_key_0 IS NULL)) FROM read_parquet(FILES)"),
    "6000",
  );
  const names =
    "SELECT string_agg(field, ' ' ORDER BY field) FROM (SELECT DISTINCT name || field_id AS field FROM parquet_schema(FILES) WHERE field_id IS NOT NULL)";
  assert.equal(await value(names), "k7 partition_key_011 v9");
});

test("a sorted write makes files and row groups that do not overlap", async (t) => {
  const { write, value } = await setUp(t);
  const rows =
    "SELECT i AS k, hash(i)::BIGINT % 1000000 AS v, 'x' || i AS t FROM range(1000000) r(i)";
  const unsigned = rows.replace("hash(i)::BIGINT % 1000000", "(hash(i) % 1000000)");
  const files = await write(unsigned, {
    sortedBy: [{ column: "v", direction: "desc", nulls: "first" }],
  });
  assert.ok(files.length > 4, `${files.length} files`);
  const groups =
    "SELECT file_name, row_group_id, min(stats_min_value::BIGINT) AS low, max(stats_max_value::BIGINT) AS high " +
    "FROM parquet_metadata(FILES) WHERE path_in_schema = 'v' GROUP BY ALL";
  // Neighbours may share the value that lies on their border.
  const overlaps = `SELECT count(*) FROM (SELECT high, lag(low) OVER (ORDER BY high DESC, low DESC) AS before FROM (${groups})) WHERE high > before`;
  assert.equal(await value(overlaps), "0");
  assert.equal(await value("SELECT count(*) FROM read_parquet(FILES)"), "1000000");
  const unordered =
    "SELECT count(*) FROM (SELECT v, lag(v) OVER (PARTITION BY filename ORDER BY file_row_number) AS before " +
    "FROM read_parquet(FILES, filename = true, file_row_number = true)) WHERE v > before";
  assert.equal(await value(unordered), "0");
});

test("4,000 partitions are written in little memory", async (t) => {
  const { write, value } = await setUp(t);
  const rows = "SELECT (i * 7919) % 4000 AS k, i AS v, 'text ' || i AS t FROM range(800000) r(i)";
  const files = await write(rows, { partitionBy: [{ column: "k", transform: "identity" }] });
  const values = new Set(files.map(({ partitionValues }) => partitionValues?.[0]));
  assert.equal(values.size, 4_000);
  assert.equal(
    files.reduce((sum, { rowCount }) => sum + rowCount, 0),
    800_000,
  );
  assert.equal(await value("SELECT count(*) FROM read_parquet(FILES)"), "800000");
});

test("more partitions than allowed are refused before anything is written", async (t) => {
  const { write, targetDir } = await setUp(t);
  const rows = "SELECT i AS k, i AS v, '' AS t FROM range(11) r(i)";
  const layout = {
    partitionBy: [{ column: "k", transform: "identity" }],
    maxPartitions: 10,
  } as const;
  await assert.rejects(write(rows, layout), {
    name: "SqlError",
    message: /more than 10 combinations of the table's partition keys \(k\)/,
  });
  assert.deepEqual(await readdir(targetDir), []);
});
