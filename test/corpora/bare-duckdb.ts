import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";

/** What DuckDB itself answers. */
export interface BareAnswer {
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
  readonly rows: readonly (readonly DuckDBValue[])[];
}

/** DuckDB in this process, without any server around it: what the server is compared with. */
export class BareDuckDb {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(): Promise<BareDuckDb> {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: "2",
      memory_limit: "2GB",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    return new BareDuckDb(instance, connection);
  }

  /**
   * Runs a statement, or several, to the end.
   *
   * @throws {Error} what DuckDB says, or that the time was over
   */
  async read(sql: string, limitMs = 60_000): Promise<BareAnswer> {
    const timer = setTimeout(() => this.#connection.interrupt(), limitMs);
    try {
      const reader = await this.#connection.runAndReadAll(sql);
      return {
        names: reader.columnNames(),
        types: reader.columnTypes(),
        rows: reader.getRows(),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
