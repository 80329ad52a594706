import { mkdir, rm } from "node:fs/promises";
import type { Engine, LoadSource, WrittenFile } from "../engine/engine.ts";
import {
  type CommitWriteOutcome,
  type Lake,
  type LakeTable,
  type LakeTableName,
  StalePlanError,
  type WriteMode,
  type WritePlan,
} from "../lake/lake.ts";
import { type SourceColumns, sourceColumns, writeColumns } from "./load-columns.ts";
import { readAgain } from "./read-again.ts";

export interface WriteRowsRequest {
  readonly target: LakeTableName & { readonly databaseId: string };
  readonly mode: WriteMode;
  /** Their rows become visible together. */
  readonly sources: readonly LoadSource[];
  /** Recorded with the commit: a second one under the same id does nothing. */
  readonly loadId: string;
}

export interface TableWriterParts {
  readonly engine: Engine;
  readonly lake: Lake;
}

/** How often a load starts over because another client changed the table's columns meanwhile. */
const MAX_ATTEMPTS = 5;

/** Puts the rows of source files into a table, in one catalog transaction or not at all. */
export class TableWriter {
  readonly #parts: TableWriterParts;

  constructor(parts: TableWriterParts) {
    this.#parts = parts;
  }

  async write(request: WriteRowsRequest, signal: AbortSignal): Promise<CommitWriteOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await readAgain(request.sources, (sources) =>
          this.#writeOnce({ ...request, sources }, signal),
        );
      } catch (error) {
        if (!(error instanceof StalePlanError) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  async #writeOnce(request: WriteRowsRequest, signal: AbortSignal): Promise<CommitWriteOutcome> {
    const { lake } = this.#parts;
    const { target, mode, sources, loadId } = request;
    const existing = mode === "append" ? await this.#findTable(target) : undefined;
    const [source, ...others] = sources;
    if (source === undefined || others.length > 0) throw new Error("a load has one source");
    const typed = await this.#columnsOf(source, existing, signal);
    const plan = await lake.planWrite({ ...target, mode, columns: typed.columns });
    try {
      await mkdir(plan.stagingDir, { recursive: true });
      const files = await this.#writeFiles(plan, source, typed, signal);
      // From here on the load can no longer be called off: the commit decides.
      return await lake.commitWrite({ plan, files, loadId });
    } catch (error) {
      await rm(plan.stagingDir, { recursive: true, force: true });
      throw error;
    }
  }

  async #columnsOf(
    source: LoadSource,
    existing: LakeTable | undefined,
    signal: AbortSignal,
  ): Promise<SourceColumns> {
    const { columns } = await this.#parts.engine.inspectSource(source, signal);
    return sourceColumns(columns, source, existing);
  }

  #writeFiles(
    plan: WritePlan,
    source: LoadSource,
    typed: SourceColumns,
    signal: AbortSignal,
  ): Promise<readonly WrittenFile[]> {
    return this.#parts.engine.writeDataFiles(
      {
        source: { ...source, types: { ...source.types, ...typed.readTypes } },
        columns: writeColumns(plan, typed.columns),
        targetDir: plan.stagingDir,
      },
      signal,
    );
  }

  async #findTable(target: WriteRowsRequest["target"]): Promise<LakeTable | undefined> {
    const tables = await this.#parts.lake.listTables(target.databaseId);
    return tables.find(({ schema, table }) => schema === target.schema && table === target.table);
  }
}
