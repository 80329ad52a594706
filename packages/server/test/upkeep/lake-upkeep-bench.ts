import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { compactFiles } from "../../src/engine/duckdb/compact-files.ts";
import { scanSql } from "../../src/engine/duckdb/scan-sql.ts";
import type { TableVersion, WrittenFile } from "../../src/engine/engine.ts";
import type { CompactionPlan, CompactionRules } from "../../src/lake/upkeep/lake-upkeep.ts";
import { DATABASE, type LakeBench, SCHEMA } from "../lake/lake-bench.ts";

export const RULES: CompactionRules = { minFiles: 4, targetFileBytes: 64 * 1024 ** 2 };

/** Names of all files below the database's data folder, sorted. */
export async function dataFiles(bench: LakeBench): Promise<string[]> {
  const folder = join(bench.databaseDir, "data");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
}

/** Writes what a plan asks for. */
export async function writePlan(bench: LakeBench, plan: CompactionPlan) {
  const { scan, columns, stagingDir: targetDir } = plan;
  await mkdir(targetDir, { recursive: true });
  const signal = new AbortController().signal;
  const { partitionBy, sortedBy } = plan.layout;
  const layout = { ...plan.layout, targetFileBytes: RULES.targetFileBytes, maxPartitions: 100 };
  const isLaidOut = partitionBy.length + sortedBy.length > 0;
  const request = { scan, columns, targetDir, ...(isLaidOut ? { layout } : {}) };
  return compactFiles(bench.duck, request, signal);
}

/** Merges until nothing is left to merge; returns how often. */
export async function compactAll(bench: LakeBench, rules = RULES): Promise<number> {
  for (let count = 0; ; count += 1) {
    const plan = await bench.lake.planCompaction(DATABASE, rules);
    if (plan === undefined) return count;
    const files: readonly WrittenFile[] = await writePlan(bench, plan);
    if (!(await bench.lake.commitCompaction(plan, files))) throw new Error("the plan is outdated");
    if (count > 100) throw new Error("compaction finds no end");
  }
}

/** Rows of a table in the order in which the scan yields them, at a snapshot. */
export async function scannedRows(
  bench: LakeBench,
  table: string,
  at?: TableVersion,
): Promise<unknown[]> {
  const { tables } = await bench.lake.resolve(DATABASE, [{ schema: SCHEMA, table, at }]);
  const [resolved] = tables;
  if (resolved === undefined) throw new Error(`no table ${table}`);
  return (await bench.duck.runAndReadAll(scanSql(resolved.scan))).getRowObjectsJson();
}

/** The file count of a table's scan. */
export async function fileCount(bench: LakeBench, table: string): Promise<number> {
  const { parts } = await bench.scan(table);
  return parts.reduce((sum, part) => sum + (part.kind === "files" ? part.files.length : 0), 0);
}

/** A query on the catalog as another program would run it. */
export function catalogRows(bench: LakeBench, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(bench.catalogFile, { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}
