import type { ResultColumn } from "../engine/engine.ts";
import { badRequest, conflict, notFound } from "../http/api-error.ts";
import type { ResultFiles } from "./result-files.ts";
import type { ReadyResult, ResultScope, ResultStore } from "./result-store.ts";
import type { SmallResults } from "./small-results.ts";

/** A stored result as a Parquet file that engines may read; it stays until the release. */
export interface ResultSource {
  /** Absolute path. The file's columns are called `c0`, `c1`, …, in the order of `columns`. */
  readonly path: string;
  /** True names and types; a name may occur twice. */
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly sizeBytes: number;
  release(): Promise<void>;
}

/** Lends stored results to whoever reads their rows with an engine. */
export class ResultSources {
  readonly #results: ResultStore;
  readonly #files: ResultFiles;
  readonly #small: SmallResults;

  constructor(results: ResultStore, files: ResultFiles, small: SmallResults) {
    this.#results = results;
    this.#files = files;
    this.#small = small;
  }

  /**
   * Opens a ready result.
   * @throws {ApiError} 404 unknown in this scope, 409 not finished, 400 failed.
   */
  async open(scope: ResultScope, resultId: string): Promise<ResultSource> {
    // Held before it is looked up: an expiry in between leaves the file.
    const hold = this.#files.hold(resultId);
    try {
      const result = await this.#getReady(scope, resultId);
      const { columns, rowCount, sizeBytes } = result;
      const facts = { columns, rowCount, sizeBytes };
      const source = await this.#small.parquetOf(result);
      if ("path" in source) return { ...facts, ...source, release: () => hold.release() };
      const copy = await this.#files.writeCopy(resultId, source.bytes);
      await hold.release();
      return { ...facts, ...copy };
    } catch (error) {
      await hold.release();
      throw error;
    }
  }

  async #getReady(scope: ResultScope, resultId: string): Promise<ReadyResult> {
    const result = await this.#results.find(scope, resultId);
    if (result === undefined) throw notFound(`Result '${resultId}' not found`);
    if (result.status === "processing") {
      throw conflict(`Result '${resultId}' is not ready yet: wait until its query has ended.`);
    }
    if (result.status === "failed") {
      throw badRequest(`Result '${resultId}' failed and has no rows: ${result.errorMessage}`);
    }
    return result;
  }
}
