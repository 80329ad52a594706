import type { Transaction } from "kysely";
import type { ExecuteOutcome } from "../engine/engine.ts";
import { ApiError } from "../http/api-error.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { ResultFiles } from "./result-files.ts";
import { ResultNotStoredError } from "./result-not-stored-error.ts";
import type { NewResult, ResultContents, ResultStore } from "./result-store.ts";

/** Says whether a workspace may store so many bytes more. */
export interface ResultAdmission {
  /** @throws {ApiError} when it may not. */
  admit(workspaceId: string, kind: "results", bytes: number): Promise<void>;
}

export interface ResultKeeperParts {
  readonly results: ResultStore;
  readonly files: ResultFiles;
  readonly admission: ResultAdmission;
}

/** What is known of a result's rows; `notStored` says why there are none in the file. */
export type StorableOutcome = Pick<ExecuteOutcome, "sizeBytes" | "columns" | "rowCount"> &
  Partial<Pick<ExecuteOutcome, "cells" | "notStored">>;

/** Takes what a query wrote into keeping, or clears it away. */
export class ResultKeeper {
  readonly #parts: ResultKeeperParts;

  constructor(parts: ResultKeeperParts) {
    this.#parts = parts;
  }

  /** Where a query's result has to be written. */
  pathOf(resultId: string): string {
    return this.#parts.files.path(resultId);
  }

  /** Announces a result whose rows will follow. */
  promise(result: NewResult): Promise<void> {
    return this.#parts.results.putProcessing(result);
  }

  /**
   * Makes the written rows durable; they become visible by {@link put}.
   * @throws {ResultNotStoredError} when there is no place for them.
   */
  async seal(result: NewResult, outcome: StorableOutcome): Promise<ResultContents> {
    if (outcome.notStored !== undefined) throw new ResultNotStoredError(outcome.notStored);
    const { sizeBytes, columns, rowCount, cells } = outcome;
    try {
      await this.#parts.admission.admit(result.workspaceId, "results", sizeBytes);
      const data =
        cells === undefined
          ? await this.#parts.files.seal(result.id, sizeBytes)
          : { format: "cells" as const, bytes: new Uint8Array(Buffer.from(cells)) };
      return { columns, rowCount, sizeBytes, data };
    } catch (error) {
      throw notStored(error);
    }
  }

  /** Makes a sealed result visible, together with whatever else the transaction does. */
  put(
    transaction: Transaction<MetastoreTables>,
    result: NewResult,
    contents: ResultContents,
  ): Promise<void> {
    return this.#parts.results.putReady(transaction, result, contents);
  }

  /** Ends an announced result that will have no rows. */
  fail(resultId: string, message: string): Promise<void> {
    return this.#parts.results.putFailed(resultId, message);
  }

  /** Removes what was written for a result that was never put. */
  discard(resultId: string): Promise<void> {
    return this.#parts.files.remove(resultId);
  }
}

/** A limit says itself what it is; of a file system's error only the code may be told. */
function notStored(error: unknown): unknown {
  if (error instanceof ApiError) return new ResultNotStoredError(error.message);
  if (!(error instanceof Error) || !("code" in error)) return error;
  return new ResultNotStoredError(
    `the server could not write to its folder of results (${String(error.code)}).`,
  );
}
