import type { Engine, WriteColumn, WrittenFile } from "../engine/engine.ts";
import type { KeyedChange } from "../engine/keyed-change.ts";
import type { WriteLayout } from "../engine/write-layout.ts";
import type { KeyedMode, Lake, WritePlan } from "../lake/lake.ts";
import { refuseNullKeys } from "./keyed-rules.ts";
import { writeColumns } from "./load-columns.ts";
import type { TypedSource } from "./typed-source.ts";

export interface RowsToWrite {
  readonly plan: WritePlan;
  readonly sources: readonly TypedSource[];
  readonly layout: WriteLayout | undefined;
}

/** Writes what the sources bring as data files of the table. */
export async function writeRows(
  engine: Engine,
  { plan, sources, layout }: RowsToWrite,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const { source, columns } of sources) {
    const written = await engine.writeDataFiles(
      {
        source,
        columns: writeColumns(plan, columns),
        targetDir: plan.stagingDir,
        ...(layout === undefined ? {} : { layout }),
      },
      signal,
    );
    files.push(...written);
  }
  return files;
}

export interface KeyedWriteParts {
  readonly engine: Engine;
  readonly lake: Lake;
}

/** Writes what the sources change in the rows of the same key. */
export async function writeKeyedRows(
  { engine, lake }: KeyedWriteParts,
  mode: KeyedMode,
  rows: RowsToWrite,
  signal: AbortSignal,
): Promise<KeyedChange> {
  const { plan, sources, layout } = rows;
  const { keyed } = plan;
  if (keyed === undefined) throw new Error(`the plan of a load with mode ${mode} has no key`);
  const asTheyCome = { plan: { ...plan, columns: keyed.incoming }, sources, layout: undefined };
  const incoming = await writeRows(engine, asTheyCome, signal);
  if (mode === "upsert") refuseNullKeys(plan, incoming);
  const candidates = await lake.findCandidates(plan, incoming);
  return engine.writeKeyedChange(
    {
      mode,
      incoming,
      key: keyed.key.map(({ name, type }) => ({ name, type })),
      columns: mode === "upsert" ? wholeRows(plan) : changedColumns(plan),
      rows: candidates,
      targetDir: plan.stagingDir,
      ...(layout === undefined ? {} : { layout }),
    },
    signal,
  );
}

function wholeRows({ columns }: WritePlan): WriteColumn[] {
  return columns.map((column) => ({ ...column, sourceName: column.name }));
}

/** Key columns stay as the table has them; the source's may be of another type. */
function changedColumns({ columns, keyed }: WritePlan): WriteColumn[] {
  const isKey = (fieldId: number) => keyed?.key.some((column) => column.fieldId === fieldId);
  return columns.map((column) => {
    const brought = keyed?.incoming.find(({ fieldId }) => fieldId === column.fieldId);
    const isChanged = brought !== undefined && isKey(column.fieldId) !== true;
    return { ...column, sourceName: isChanged ? brought.name : null };
  });
}
