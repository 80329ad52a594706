import { arrowSchemaJson, type LoadManagedTableResponse } from "@hotdata/contract";
import type { LoadSource } from "../engine/engine.ts";
import { SqlError } from "../engine/engine.ts";
import { conflict, invalidField } from "../http/api-error.ts";
import {
  type CommitWriteOutcome,
  IncompatibleColumnError,
  type Lake,
  type WriteMode,
} from "../lake/lake.ts";
import type { LoadInput, LoadInputs } from "./load-input.ts";
import type { LoadRecord, LoadStore } from "./load-store.ts";
import type { TableQueue } from "./table-queue.ts";
import type { TableWriter } from "./table-writer.ts";

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
  readonly lake: Lake;
  readonly writer: TableWriter;
  readonly databases: LoadDatabases;
  readonly inputs: LoadInputs;
  readonly loads: LoadStore;
  readonly queue: TableQueue;
}

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
    const rows = { target: request.target, mode: request.mode, sources: [source], loadId };
    const outcome = committed ?? (await this.#parts.writer.write(rows, signal));
    await this.#parts.databases.declareTableOnLoad(databaseId, schema, table);
    return response(request.target, outcome);
  }
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
