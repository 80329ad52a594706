import { Query } from "../query/query.ts";
import type { QueryRunOptions } from "../query/query-options.ts";
import { writeFileWhole } from "./write-file.ts";

/** A statement whose rows can also go to a file. */
export class FileQuery extends Query {
  /**
   * Runs the statement and writes its rows to a Parquet file, as they come. The file is there when
   * all of it is, or not at all.
   *
   * @param path - Where to write it; what was there is replaced.
   * @param options - `dialect`, `defaultSchema`, `statementTimeoutMs`, `signal`, `timeoutMs`.
   */
  toParquet(path: string, options: QueryRunOptions = {}): Promise<void> {
    return this.#toFile("parquet", path, options);
  }

  /**
   * The same as CSV with a header.
   *
   * @param path - Where to write it; what was there is replaced.
   * @param options - `dialect`, `defaultSchema`, `statementTimeoutMs`, `signal`, `timeoutMs`.
   */
  toCsv(path: string, options: QueryRunOptions = {}): Promise<void> {
    return this.#toFile("csv", path, options);
  }

  async #toFile(format: "parquet" | "csv", path: string, options: QueryRunOptions): Promise<void> {
    const content = await this.download(format, options);
    await writeFileWhole(path, content, options.signal);
  }
}
