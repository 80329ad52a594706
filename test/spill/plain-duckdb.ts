import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** DuckDB as it comes, with memory enough for all rows: what the server's answers have to equal. */
export class PlainDuckDb {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(rowsSql: string): Promise<PlainDuckDb> {
    const instance = await DuckDBInstance.create(":memory:", { memory_limit: "8GB" });
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE rows AS ${rowsSql}`);
    await connection.run("CREATE TABLE sorted AS SELECT id FROM rows ORDER BY k");
    return new PlainDuckDb(instance, connection);
  }

  /** The first row, as the server writes it. */
  async firstRow(sql: string): Promise<string> {
    const [row = []] = (await this.#connection.runAndReadAll(sql)).getRowsJson();
    return `[${row.map(String).join(",")}]`;
  }

  /** The `id` at a place of the rows in the order of `k`, which are all different. */
  async idAt(place: number): Promise<string> {
    const reader = await this.#connection.runAndReadAll(
      `SELECT CAST(id AS VARCHAR) FROM sorted WHERE rowid = ${place}`,
    );
    const id = reader.value(0, 0);
    if (typeof id !== "string") throw new Error(`there is no row at ${place}`);
    return id;
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
