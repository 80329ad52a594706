import { arrowSchemaJson, type LoadManagedTableResponse } from "@hotdata/contract";
import { type LoadSource, SqlError } from "../engine/engine.ts";
import { conflict, invalidField } from "../http/api-error.ts";
import { type CommitWriteOutcome, IncompatibleColumnError, type Lake } from "../lake/lake.ts";
import { resolveKey } from "./keyed-rules.ts";
import type { LoadInputs } from "./load-input.ts";
import type { LoadInput, LoadRequest, LoadTarget } from "./load-request.ts";
import type { RejectReport, RejectReports } from "./reject-reports.ts";
import type { KeyDeclarations, TableWriter } from "./table-writer.ts";

/** What a load needs of the databases: the tables' keys, and declaring what it creates. */
export interface LoadDatabases extends KeyDeclarations {
  declareTableOnLoad(databaseId: string, schema: string, table: string): Promise<void>;
}

/** Says whether there is room for more rows. */
export interface LoadSpace {
  /** @throws {ApiError} when there is none. */
  admit(workspaceId: string, bytes: number): Promise<void>;
  /** To be called when a database has other files than before. */
  forget(databaseId: string): void;
}

export interface LoadExecutionParts {
  readonly lake: Lake;
  readonly writer: TableWriter;
  readonly databases: LoadDatabases;
  readonly inputs: LoadInputs;
  readonly space: LoadSpace;
  readonly rejects: RejectReports;
}

/** Puts the rows of a load into its table, once for each load id. */
export class LoadExecution {
  readonly #parts: LoadExecutionParts;

  constructor(parts: LoadExecutionParts) {
    this.#parts = parts;
  }

  /**
   * Refuses what can be known to fail before anything is read.
   * @throws {ApiError} BAD_REQUEST for a load by key of a table without one
   */
  async check({ target, mode, key }: LoadRequest): Promise<void> {
    if (mode === "replace" || mode === "append") return;
    const { databaseId, schema, table } = target;
    const declared = await this.#parts.databases.findDeclared(databaseId, schema, table);
    resolveKey(target, key, declared?.key);
  }

  async run(
    loadId: string,
    request: LoadRequest,
    signal: AbortSignal,
  ): Promise<LoadManagedTableResponse> {
    // A crash may have come between the commit and its record.
    const committed = await this.findDone(loadId, request.target);
    if (committed !== undefined) return committed;
    const { target, mode, key, input } = request;
    const { inputs, writer, space, rejects } = this.#parts;
    // What deletes rows must go through when there is no room: it makes some.
    const admit = async (bytes: number) =>
      mode === "delete" ? undefined : space.admit(target.workspaceId, bytes);
    const opened = await inputs.open(loadId, target, input);
    try {
      const { sources } = opened;
      let report: RejectReport | undefined;
      const beforeCommit = async (read: readonly LoadSource[]) => {
        if (input.kind === "result" || input.file?.rejectsBadRows !== true) return;
        report = await rejects.put(loadId, target, read, signal);
      };
      const write = { target, mode, key, sources, loadId, admit, beforeCommit };
      const outcome = await writer.write(write, signal);
      return await this.#answer(target, outcome, report);
    } catch (error) {
      throw translated(error, input);
    } finally {
      space.forget(target.databaseId);
      await opened.close();
    }
  }

  /** The answer of a load that was committed, from what the catalog knows. */
  async findDone(
    loadId: string,
    target: LoadTarget,
  ): Promise<LoadManagedTableResponse | undefined> {
    const committed = await this.#parts.lake.findCommit(target.databaseId, loadId);
    if (committed === undefined) return undefined;
    const report = await this.#parts.rejects.find(loadId, target);
    return this.#answer(target, committed, report.rowCount > 0 ? report : undefined);
  }

  async #answer(
    target: LoadTarget,
    outcome: CommitWriteOutcome,
    report: RejectReport | undefined,
  ): Promise<LoadManagedTableResponse> {
    const { databaseId, connectionId, schema, table } = target;
    await this.#parts.databases.declareTableOnLoad(databaseId, schema, table);
    return {
      connection_id: connectionId,
      schema_name: schema,
      table_name: table,
      row_count: outcome.rowCount,
      arrow_schema_json: arrowSchemaJson(outcome.columns),
      ...(report === undefined ? {} : reportFields(report)),
    };
  }
}

function reportFields({ rowCount, resultId }: RejectReport) {
  if (resultId === undefined) return { rejected_rows: rowCount };
  return {
    rejected_rows: rowCount,
    rejects_result_id: resultId,
    rejects_url: `/v1/results/${resultId}`,
  };
}

const FIELDS = { uploads: "upload_id", data: "data", result: "result_id" } as const;

function translated(error: unknown, input: LoadInput): unknown {
  if (error instanceof IncompatibleColumnError) return conflict(error.message);
  if (error instanceof SqlError) return invalidField(FIELDS[input.kind], error.message);
  return error;
}
