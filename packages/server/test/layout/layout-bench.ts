import { mkdir } from "node:fs/promises";
import { sqlTypeText } from "@hotdata/contract";
import { writeLaidOut } from "../../src/engine/duckdb/layout/write-laid-out.ts";
import { quoteIdentifier } from "../../src/engine/duckdb/sql-text.ts";
import type { WrittenFile } from "../../src/engine/engine.ts";
import type { TableLayout } from "../../src/engine/write-layout.ts";
import type { WriteMode } from "../../src/lake/lake.ts";
import { DATABASE, type LakeBench, SCHEMA } from "../lake/lake-bench.ts";

export const LIMITS = { targetFileBytes: 65_536, maxPartitions: 1_000 };

export interface LaidOutLoad {
  readonly mode: WriteMode;
  readonly table: string;
  readonly sql: string;
  readonly layout: TableLayout;
}

/** Writes and commits the rows of a query as the table's layout says. */
export async function loadLaidOut(
  bench: LakeBench,
  { mode, table, sql, layout }: LaidOutLoad,
): Promise<readonly WrittenFile[]> {
  const columns = await bench.columnsOf(sql);
  const target = { databaseId: DATABASE, schema: SCHEMA, table };
  const plan = await bench.lake.planWrite({ ...target, mode, columns, layout });
  const list = plan.columns.map(
    ({ name, type }) =>
      `CAST(${quoteIdentifier(name)} AS ${sqlTypeText(type)}) AS ${quoteIdentifier(name)}`,
  );
  await mkdir(plan.stagingDir, { recursive: true });
  const files = await writeLaidOut(bench.duck, {
    sqlText: `SELECT ${list.join(", ")} FROM (${sql})`,
    columns: plan.columns,
    targetDir: plan.stagingDir,
    layout: { ...plan.layout, ...LIMITS },
  });
  await bench.lake.commitWrite({ plan, files, loadId: plan.stagingDir });
  return files;
}
