import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { arrowSchemaJson, type LoadManagedTableResponse } from "@hotdata/contract";
import type { Engine, LoadSource } from "../engine/engine.ts";
import { SqlError } from "../engine/engine.ts";
import { conflict, invalidField } from "../http/api-error.ts";
import {
  type CommitWriteOutcome,
  IncompatibleColumnError,
  type Lake,
  type LakeTable,
  StalePlanError,
  type WriteMode,
  type WritePlan,
} from "../lake/lake.ts";
import type { LoadInput, LoadInputs } from "./load-input.ts";
import type { LoadRecord, LoadStore } from "./load-store.ts";
import { sourceColumns, writeColumns } from "./load-columns.ts";
import type { TableQueue } from "./table-queue.ts";

export interface LoadTarget {
  readonly workspaceId: string;
  readonly databaseId: string;
  readonly connectionId: string;
  readonly schema: string;
  readonly table: string;
}

export interface LoadRequest {
  readonly target: LoadTarget;
  readonly mode: WriteMode;
  readonly input: LoadInput;
}

/** What a load needs of the databases: declaring what it creates on its way. */
export interface LoadDatabases {
  declareTableOnLoad(databaseId: string, schema: string, table: string): Promise<void>;
}

export interface LoadServiceParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly databases: LoadDatabases;
  readonly inputs: LoadInputs;
  readonly loads: LoadStore;
  readonly queue: TableQueue;
}

/** How often a load starts over because another client changed the table's columns meanwhile. */
const MAX_ATTEMPTS = 5;

/**
 * Loads files into managed tables. The rows become visible in one catalog transaction, or not at
 * all; loads of one table run one after the other.
 */
export class LoadService {
  readonly #parts: LoadServiceParts;

  constructor(parts: LoadServiceParts) {
    this.#parts = parts;
  }

  load(request: LoadRequest, signal: AbortSignal): Promise<LoadManagedTableResponse> {
    const { databaseId, schema, table } = request.target;
    const queueKey = [databaseId, schema, table].join("/");
    return this.#parts.queue.run(queueKey, signal, () => this.#loadOnce(request, signal));
  }

  /** Answers a repeated request with the first answer, otherwise claims the input and loads it. */
  async #loadOnce(request: LoadRequest, signal: AbortSignal): Promise<LoadManagedTableResponse> {
    const { inputs, loads } = this.#parts;
    const { input } = request;
    if (input.kind === "upload") {
      const earlier = await loads.find(input.uploadId);
      if (earlier !== undefined) return replay(earlier, request);
    }
    const claimed = await inputs.claim(request.target.workspaceId, input);
    try {
      const response = await this.#loadClaimed(request, claimed.source, signal);
      await claimed.consume(record(request, response));
      return response;
    } catch (error) {
      await claimed.release();
      throw translated(error);
    }
  }

  async #loadClaimed(
    request: LoadRequest,
    source: LoadSource,
    signal: AbortSignal,
  ): Promise<LoadManagedTableResponse> {
    const { databaseId, schema, table } = request.target;
    const loadId = loadIdOf(request);
    // A crash may have come between the commit and its record.
    const committed = await this.#parts.lake.findCommit(databaseId, loadId);
    const outcome = committed ?? (await this.#write(request, source, loadId, signal));
    await this.#parts.databases.declareTableOnLoad(databaseId, schema, table);
    return response(request.target, outcome);
  }

  async #write(
    request: LoadRequest,
    source: LoadSource,
    loadId: string,
    signal: AbortSignal,
  ): Promise<CommitWriteOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#writeOnce(request, source, loadId, signal);
      } catch (error) {
        if (!(error instanceof StalePlanError) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** Types guessed from a sample can turn out wrong further down: then all rows are looked at. */
  async #writeOnce(
    request: LoadRequest,
    source: LoadSource,
    loadId: string,
    signal: AbortSignal,
  ): Promise<CommitWriteOutcome> {
    try {
      return await this.#planAndWrite(request, source, loadId, signal);
    } catch (error) {
      const canLookAgain = source.format !== "parquet" && !source.fullScan;
      if (!(error instanceof SqlError) || !canLookAgain) throw error;
      return this.#planAndWrite(request, { ...source, fullScan: true }, loadId, signal);
    }
  }

  async #planAndWrite(
    request: LoadRequest,
    source: LoadSource,
    loadId: string,
    signal: AbortSignal,
  ): Promise<CommitWriteOutcome> {
    const { engine, lake } = this.#parts;
    const { databaseId, schema, table } = request.target;
    const existing = request.mode === "append" ? await this.#findTable(request.target) : undefined;
    const { columns } = await engine.inspectSource(source, signal);
    const typed = sourceColumns(columns, source, existing);
    const planned = { databaseId, schema, table, mode: request.mode, columns: typed.columns };
    const plan = await lake.planWrite(planned);
    await mkdir(dirname(plan.stagingPath), { recursive: true });
    try {
      const file = await engine.writeDataFile(
        {
          source: { ...source, types: { ...source.types, ...typed.readTypes } },
          columns: writeColumns(plan, typed.columns),
          targetPath: plan.stagingPath,
        },
        signal,
      );
      // From here on the load can no longer be called off: the commit decides.
      return await lake.commitWrite({ plan, file, loadId });
    } catch (error) {
      await removeStaged(plan);
      throw error;
    }
  }

  async #findTable({ databaseId, schema, table }: LoadTarget): Promise<LakeTable | undefined> {
    const tables = await this.#parts.lake.listTables(databaseId);
    return tables.find((known) => known.schema === schema && known.table === table);
  }
}

async function removeStaged(plan: WritePlan): Promise<void> {
  await rm(plan.stagingPath, { force: true });
}

function loadIdOf({ target, mode, input }: LoadRequest): string {
  return [
    input.kind === "upload" ? input.uploadId : input.loadId,
    target.schema,
    target.table,
    mode,
  ].join("/");
}

function response(target: LoadTarget, outcome: CommitWriteOutcome): LoadManagedTableResponse {
  return {
    connection_id: target.connectionId,
    schema_name: target.schema,
    table_name: target.table,
    row_count: outcome.rowCount,
    arrow_schema_json: arrowSchemaJson(outcome.columns),
  };
}

function record({ target, mode }: LoadRequest, answer: LoadManagedTableResponse): LoadRecord {
  const { databaseId, schema, table } = target;
  return { databaseId, schema, table, mode, response: answer };
}

function replay(earlier: LoadRecord, { target, mode }: LoadRequest): LoadManagedTableResponse {
  const isSame =
    earlier.databaseId === target.databaseId &&
    earlier.schema === target.schema &&
    earlier.table === target.table &&
    earlier.mode === mode;
  if (!isSame) {
    throw conflict("The upload was already loaded; upload the file again to load it once more.");
  }
  return earlier.response;
}

function translated(error: unknown): unknown {
  if (error instanceof IncompatibleColumnError) return conflict(error.message);
  if (error instanceof SqlError) return invalidField("upload_id", error.message);
  return error;
}
