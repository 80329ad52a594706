import { stat } from "node:fs/promises";
import type { Column } from "@hotdata/contract";
import type { Engine, LoadSource } from "../engine/engine.ts";
import {
  type CommitWriteOutcome,
  type Lake,
  type LakeTable,
  type LakeTableName,
  StalePlanError,
  type WriteMode,
} from "../lake/lake.ts";
import type { Admission } from "../admission/admission.ts";
import { checkKeyedLoad, resolveKey } from "./keyed-rules.ts";
import { readAgain } from "./read-again.ts";
import type { TableLayouts } from "./table-layouts.ts";
import { type TypedSource, typedSources } from "./typed-source.ts";
import type { WriteGate } from "../concurrency/write-gate.ts";
import { StagedWrite } from "./staged-write.ts";

export interface WriteRowsRequest {
  readonly target: LakeTableName & { readonly databaseId: string; readonly workspaceId: string };
  readonly mode: WriteMode;
  /** The columns that name rows, for a load by key; the table's declared ones when absent. */
  readonly key?: readonly string[] | undefined;
  /** Their rows become visible together. */
  readonly sources: readonly LoadSource[];
  /** Recorded with the commit: a second one under the same id does nothing. */
  readonly loadId: string;
  /** Called with the sources as they were read, when their rows are about to become visible. */
  readonly beforeCommit?: (sources: readonly LoadSource[]) => Promise<void>;
  /** Called before anything is written, and with the written bytes before they are published. */
  readonly admit: (bytes: number) => Promise<void>;
}

/** What the writer needs of the databases: how a table was declared. */
export interface KeyDeclarations {
  findDeclared(
    databaseId: string,
    schema: string,
    table: string,
  ): Promise<{ readonly key: readonly string[] | undefined } | undefined>;
}

export interface TableWriterParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly layouts: TableLayouts;
  readonly declarations: KeyDeclarations;
  readonly gate: WriteGate;
  /** Turns of what the engine does. They are waited for inside the gate, never the other way round. */
  readonly admission: Pick<Admission, "inTurn">;
}

/**
 * How often a load starts over because the table changed meanwhile. Of appends side by side that
 * all bring new columns, one gets through each time.
 */
const MAX_ATTEMPTS = 100;

/** Appends of less than this run side by side and are committed together. */
const SMALL_APPEND_BYTES = 1024 * 1024;

/**
 * Puts the rows of source files into a table, in one catalog transaction or not at all. Loads of one
 * table run one after the other, except for small appends.
 */
export class TableWriter {
  readonly #parts: TableWriterParts;

  constructor(parts: TableWriterParts) {
    this.#parts = parts;
  }

  /**
   * @throws {ApiError} BAD_REQUEST and NOT_FOUND for loads by key that cannot be;
   *   {@link IncompatibleColumnError} and {@link SqlError} about the data.
   */
  async write(request: WriteRowsRequest, signal: AbortSignal): Promise<CommitWriteOutcome> {
    const { databaseId, schema, table } = request.target;
    const isShared = await isSmallAppend(request);
    const gateKey = JSON.stringify([databaseId, schema, table]);
    return this.#parts.gate.run(gateKey, { isShared, signal }, () =>
      this.#writeUntilCurrent(request, signal),
    );
  }

  async #writeUntilCurrent(
    request: WriteRowsRequest,
    signal: AbortSignal,
  ): Promise<CommitWriteOutcome> {
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
    const { engine, lake, layouts, admission } = this.#parts;
    const { target, mode, loadId } = request;
    const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
      admission.inTurn(target.workspaceId, signal, work);
    // A load by key reads files of the table.
    using _hold = lake.hold(target.databaseId);
    const existing =
      mode === "replace" ? undefined : await lake.findTable(target.databaseId, target);
    const keyed = await this.#keyedTarget(request);
    const readAs = mode === "delete" ? withColumns(existing, keyed?.key) : existing;
    const sources = await inTurn(() => typedSources(engine, request.sources, readAs, signal));
    if (keyed !== undefined) checkKeyedLoad({ ...keyed, existing, sources });
    const firstColumns = existing === undefined ? allColumns(sources) : undefined;
    const plan = await lake.planWrite({
      ...target,
      mode,
      columns: sources[0]?.columns ?? [],
      otherSources: sources.slice(1).map(({ columns }) => columns),
      ...(keyed === undefined ? {} : { key: keyed.key }),
      layout: await layouts.find(target, firstColumns),
    });
    const staged = new StagedWrite({ engine, lake }, plan, layouts.forWrite(plan.layout));
    try {
      await request.admit(0);
      await staged.open();
      await inTurn(async () => {
        for (const source of sources) await staged.add(source, signal);
        await staged.complete(signal);
      });
      await request.admit(staged.sizeBytes);
      await request.beforeCommit?.(sources.map(({ source }) => source));
      // From here on the load can no longer be called off: the commit decides.
      return await staged.commit(loadId);
    } catch (error) {
      await staged.abandon();
      throw error;
    }
  }

  async #keyedTarget({ target, mode, key }: WriteRowsRequest) {
    if (mode === "replace" || mode === "append") return undefined;
    const { databaseId, schema, table } = target;
    const declared = await this.#parts.declarations.findDeclared(databaseId, schema, table);
    return { target, mode, key: resolveKey(target, key, declared?.key) };
  }
}

async function isSmallAppend({ mode, sources }: WriteRowsRequest): Promise<boolean> {
  if (mode !== "append") return false;
  let sizeBytes = 0;
  for (const { path } of sources) sizeBytes += (await stat(path)).size;
  return sizeBytes < SMALL_APPEND_BYTES;
}

/** The table as if it had some of its columns only: values of the others may be anything. */
function withColumns(
  table: LakeTable | undefined,
  names: readonly string[] = [],
): LakeTable | undefined {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const columns = table?.columns.filter(({ name }) => wanted.has(name.toLowerCase()));
  return table && { ...table, columns: columns ?? [] };
}

/** The columns of a table that begins with these sources. */
function allColumns(sources: readonly TypedSource[]): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const column of sources.flatMap((source) => source.columns)) {
    const name = column.name.toLowerCase();
    if (!columns.has(name)) columns.set(name, column);
  }
  return [...columns.values()];
}
