import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** Files of a sorted table hold this many rows at least, however small they are told to be. */
const ROWS_PER_FILE = 40_960;

export const FILE_COUNT = 100;
const ROW_COUNT = ROWS_PER_FILE * FILE_COUNT;

/** Shuffled rows: readings of 100 sites, a second apart. `path` is the file's path. */
export const SHUFFLED_ROWS = `SELECT i AS id, (i * 7919) % ${FILE_COUNT} AS site,
    TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS moment, (i * 31 % 1000) / 10 AS value
  FROM range(${ROW_COUNT}) r(i) ORDER BY hash(i)`;

/** The rows that are loaded, and what queries over them answer without any layout. */
export class SourceFile {
  readonly path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.path = path;
    this.#instance = instance;
    this.#connection = connection;
  }

  static async write(path: string): Promise<SourceFile> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    const connection = await instance.connect();
    const target = `'${path.replaceAll("'", "''")}'`;
    await connection.run(`COPY (${SHUFFLED_ROWS}) TO ${target} (FORMAT parquet)`);
    await connection.run(`CREATE VIEW source AS FROM read_parquet(${target})`);
    return new SourceFile(path, instance, connection);
  }

  /** The one row that a query over `source` answers, as text. */
  async answer(sql: string): Promise<string> {
    const reader = await this.#connection.runAndReadAll(sql);
    return JSON.stringify((reader.getRowsJson()[0] ?? []).map(String));
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
