import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { LoadSource, SourceDescription } from "../engine.ts";
import { openFencedInstance } from "./fenced-instance.ts";
import { inspectSource } from "./inspect-source.ts";
import { interruptible } from "./interruptible.ts";
import { Mutex } from "./mutex.ts";
import { sourceError } from "./source-error.ts";
import { quoteLiteral } from "./sql-text.ts";

/** What a Parquet file says about itself. */
export interface ParquetFacts {
  readonly rowCount: number;
  /** Bytes of all its columns, unpacked. */
  readonly unpackedBytes: number;
  /** Timestamps of 96 bits, whose nanoseconds are cut to microseconds. */
  readonly oldTimestamps: readonly string[];
}

/** Finds out what files of one folder are, for processes that run no statements. */
export class FileInspector {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #turns = new Mutex();

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** @param folder holds the files, and is where the engine may put its own */
  static async open(folder: string): Promise<FileInspector> {
    const settings = { threads: 1, memoryMb: 256, spillMb: 0, scratchDir: folder };
    const instance = await openFencedInstance(settings, [folder]);
    return new FileInspector(instance, await instance.connect());
  }

  /** See `Engine.inspectSource`. */
  inspect(source: LoadSource, signal: AbortSignal): Promise<SourceDescription> {
    const inspect = (): Promise<SourceDescription> =>
      inspectSource(this.#connection, source, signal);
    // Text files are taken apart without the engine.
    return source.format === "parquet" ? this.#turns.run(inspect, signal) : inspect();
  }

  parquetFacts(source: LoadSource, signal: AbortSignal): Promise<ParquetFacts> {
    const read = (): Promise<ParquetFacts> => readFacts(this.#connection, source);
    return this.#turns.run(() => interruptible(this.#connection, signal, read), signal);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

async function readFacts(connection: DuckDBConnection, source: LoadSource): Promise<ParquetFacts> {
  const path = quoteLiteral(source.path);
  const sqlText =
    `SELECT (SELECT num_rows FROM parquet_file_metadata(${path})), ` +
    `(SELECT coalesce(sum(total_uncompressed_size), 0)::BIGINT FROM parquet_metadata(${path})), ` +
    `(SELECT list(name) FROM parquet_schema(${path}) WHERE type = 'INT96')`;
  try {
    const [row = []] = (await connection.runAndReadAll(sqlText)).getRowsJson();
    const [rowCount, unpackedBytes, oldTimestamps] = row;
    const names = Array.isArray(oldTimestamps) ? oldTimestamps : [];
    return {
      rowCount: Number(rowCount),
      unpackedBytes: Number(unpackedBytes),
      oldTimestamps: names.filter((name) => typeof name === "string"),
    };
  } catch (error) {
    throw sourceError(error, source);
  }
}
