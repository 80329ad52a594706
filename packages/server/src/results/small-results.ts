import type { Engine } from "../engine/engine.ts";
import type { ResultFiles } from "./result-files.ts";
import type { ReadyResult, ResultStore } from "./result-store.ts";

/** A result is written in milliseconds; an engine that had to start needs longer. */
const WRITE_LIMIT_MS = 60_000;

/** Where the rows of a stored result are, as Parquet. */
export type ParquetSource = { readonly path: string } | { readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Stored results as Parquet. Most small ones are never read again, so they are kept as the cells
 * that the engine answered, and become Parquet when somebody reads them.
 */
export class SmallResults {
  readonly #engine: Engine;
  readonly #results: ResultStore;
  readonly #files: ResultFiles;

  constructor(engine: Engine, results: ResultStore, files: ResultFiles) {
    this.#engine = engine;
    this.#results = results;
    this.#files = files;
  }

  /** The file of a larger result, which has to be held meanwhile; the bytes of a small one. */
  async parquetOf(result: ReadyResult): Promise<ParquetSource> {
    const { id, columns, data } = result;
    if (data === undefined) return { path: this.#files.path(id) };
    if (data.format === "parquet") return { bytes: data.bytes };
    const cells = Buffer.from(data.bytes).toString();
    const bytes = await this.#files.readWritten(id, async (targetPath) => {
      const limit = AbortSignal.timeout(WRITE_LIMIT_MS);
      await this.#engine.writeCells({ columns, cells, targetPath }, limit);
    });
    await this.#results.replaceData(id, { format: "parquet", bytes });
    return { bytes };
  }
}
