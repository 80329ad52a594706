import type { Engine, WriteColumn, WrittenFile } from "../engine/engine.ts";
import type { KeyedChange } from "../engine/keyed-change.ts";
import type { WriteLayout } from "../engine/write-layout.ts";
import type { Lake, WritePlan } from "../lake/lake.ts";
import { refuseNullKeys } from "./keyed-rules.ts";
import { writeColumns } from "./load-columns.ts";
import type { TypedSource } from "./typed-source.ts";

export interface RowsToWrite {
  readonly plan: WritePlan;
  readonly source: TypedSource;
  readonly layout: WriteLayout | undefined;
}

/** Writes what a source brings as data files of the table. */
export function writeRows(
  engine: Engine,
  { plan, source, layout }: RowsToWrite,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  return engine.writeDataFiles(
    {
      source: source.source,
      columns: writeColumns(plan, source.columns),
      targetDir: plan.stagingDir,
      ...(layout === undefined ? {} : { layout }),
    },
    signal,
  );
}

export interface KeyedWriteParts {
  readonly engine: Engine;
  readonly lake: Lake;
}

export interface IncomingRows {
  readonly plan: WritePlan;
  /** Rows of all sources, in their order, with the columns that the plan has for them. */
  readonly files: readonly WrittenFile[];
  readonly layout: WriteLayout | undefined;
}

/** Writes what incoming rows change in the rows of the same key. */
export async function writeKeyedChange(
  { engine, lake }: KeyedWriteParts,
  { plan, files: incoming, layout }: IncomingRows,
  signal: AbortSignal,
): Promise<KeyedChange> {
  const { keyed, mode } = plan;
  if (keyed === undefined || mode === "replace" || mode === "append") {
    throw new Error(`the plan of a load with mode ${mode} has no key`);
  }
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
