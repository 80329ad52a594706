import { open, readFile } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { BareAnswer } from "../../test/corpora/bare-duckdb.ts";
import type { Bench } from "../bench.ts";

/**
 * DuckDB in this process, with the threads and memory of the server's engine and its one setting
 * that speeds repeated reads up. It also writes the files that the suites load.
 */
export class BareDuckDb implements Disposable {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ limits, folder }: Bench): Promise<BareDuckDb> {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(limits.threads),
      memory_limit: `${limits.memoryMb}MB`,
      temp_directory: `${folder}/bare-spill`,
    });
    const connection = await instance.connect();
    await connection.run("SET GLOBAL parquet_metadata_cache = true");
    return new BareDuckDb(instance, connection);
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Rows as JavaScript values. */
  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.#connection.runAndReadAll(sql)).getRowsJson();
  }

  /** Rows as DuckDB's client has them, with the types of their columns. */
  async answer(sql: string): Promise<BareAnswer> {
    const reader = await this.#connection.runAndReadAll(sql);
    return { names: reader.columnNames(), types: reader.columnTypes(), rows: reader.getRows() };
  }

  /** What the figures of this side depend on, for people. */
  async settings(): Promise<string> {
    const names = ["threads", "memory_limit", "parquet_metadata_cache"];
    const parts = names.map((name) => `current_setting('${name}')`);
    const [row = []] = await this.rows(`SELECT version(), ${parts.join(", ")}`);
    const [version, ...values] = row.map(String);
    return [`DuckDB ${version}`, ...names.map((name, index) => `${name} ${values[index]}`)].join(
      ", ",
    );
  }

  /** Fetches the whole result piece by piece and drops it; returns its number of rows. */
  async drain(sql: string): Promise<number> {
    const result = await this.#connection.stream(sql);
    let rowCount = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return rowCount;
      rowCount += chunk.rowCount;
    }
  }

  /** Makes Parquet files readable under a table name. */
  async defineTable(name: string, paths: readonly string[]): Promise<void> {
    await this.run(`CREATE OR REPLACE VIEW ${name} AS SELECT * FROM ${parquetReader(paths)}`);
  }

  /**
   * Writes the rows of `bench/data/<name>.sql` to a file, in the format of `options`. It is on disk
   * afterwards: what the system still had to write would slow down whatever syncs next.
   */
  async generate(name: string, rowCount: number, target: FileTarget): Promise<void> {
    const sql = await readFile(new URL(`../data/${name}.sql`, import.meta.url), "utf8");
    await this.run(`SET VARIABLE rows = ${rowCount}`);
    await this.run(`COPY (${sql}) TO ${literal(target.path)} (${target.options})`);
    const file = await open(target.path, "r");
    await file.sync();
    await file.close();
  }

  [Symbol.dispose](): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

export interface FileTarget {
  readonly path: string;
  /** Options of `COPY`, such as `FORMAT parquet`. */
  readonly options: string;
}

export function parquetReader(paths: readonly string[]): string {
  return `read_parquet([${paths.map(literal).join(", ")}])`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
