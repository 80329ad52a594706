import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract";
import { fieldIdsOption } from "../../src/engine/duckdb/field-ids.ts";
import { writeKeyedChange } from "../../src/engine/duckdb/keyed/write-keyed-change.ts";
import { quoteIdentifier, quoteLiteral } from "../../src/engine/duckdb/sql-text.ts";
import { writtenFiles } from "../../src/engine/duckdb/written-file.ts";
import type { WrittenFile } from "../../src/engine/engine.ts";
import type { KeyedChange } from "../../src/engine/keyed-change.ts";
import type { CommitWriteOutcome, KeyedMode, WritePlan } from "../../src/lake/lake.ts";
import { DATABASE, type LakeBench, SCHEMA } from "./lake-bench.ts";

export interface KeyedLoadOptions {
  readonly mode: KeyedMode;
  readonly key: readonly string[];
  readonly loadId?: string;
}

export interface PreparedChange {
  readonly plan: WritePlan;
  readonly change: KeyedChange;
}

/** Everything of a load by key up to its commit. */
export async function prepareChange(
  bench: LakeBench,
  table: string,
  { mode, key }: KeyedLoadOptions,
  sql: string,
): Promise<PreparedChange> {
  const columns = await bench.columnsOf(sql);
  const target = { databaseId: DATABASE, schema: SCHEMA, table };
  const plan = await bench.lake.planWrite({ ...target, mode, key, columns });
  await mkdir(plan.stagingDir, { recursive: true });
  const incoming = await writeIncoming(bench, plan, sql);
  const rows = await bench.lake.findCandidates(plan, incoming);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const change = await writeKeyedChange(
      connection,
      {
        mode,
        incoming,
        key: plan.keyed?.key ?? [],
        columns: plan.columns.map((column) => {
          const isKey = plan.keyed?.key.some(({ fieldId }) => fieldId === column.fieldId) === true;
          const isBrought = plan.keyed?.incoming.some(({ name }) => name === column.name) === true;
          const fromLoad = isBrought && (mode === "upsert" || !isKey);
          return { ...column, sourceName: fromLoad ? column.name : null };
        }),
        rows,
        targetDir: plan.stagingDir,
      },
      AbortSignal.timeout(20_000),
    );
    return { plan, change };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A whole load by key. */
export async function loadByKey(
  bench: LakeBench,
  table: string,
  options: KeyedLoadOptions,
  sql: string,
): Promise<CommitWriteOutcome> {
  const { plan, change } = await prepareChange(bench, table, options, sql);
  const loadId = options.loadId ?? randomUUID();
  return bench.lake.commitWrite({ plan, ...change, loadId });
}

async function writeIncoming(
  bench: LakeBench,
  plan: WritePlan,
  sql: string,
): Promise<WrittenFile[]> {
  const incoming = plan.keyed?.incoming ?? [];
  const list = incoming.map(
    ({ name, type }) =>
      `CAST(${quoteIdentifier(name)} AS ${sqlTypeText(type)}) AS ${quoteIdentifier(name)}`,
  );
  const path = join(plan.stagingDir, `${randomUUID()}.parquet`);
  const reader = await bench.duck.runAndReadAll(
    `COPY (SELECT ${list.join(", ")} FROM (${sql})) TO ${quoteLiteral(path)}
      (FORMAT parquet, FIELD_IDS ${fieldIdsOption(incoming)}, RETURN_STATS)`,
  );
  return writtenFiles(reader, incoming);
}
