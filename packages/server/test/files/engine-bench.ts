import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { inspectSource } from "../../src/engine/duckdb/inspect-source.ts";
import { withLoadRows } from "../../src/engine/duckdb/load-rows.ts";
import type { LoadSource, SourceDescription } from "../../src/engine/engine.ts";

export interface ReadRows {
  readonly described: SourceDescription;
  /** Types as SQL spells them. */
  readonly types: readonly string[];
  /** Values as SQL prints them. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Reads text files with the engine alone, without a server. */
export class EngineBench {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;

  private constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  static async open(): Promise<EngineBench> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new EngineBench(connection, await mkdtemp(join(tmpdir(), "hotdata-files-")));
  }

  async read(
    format: "csv" | "json",
    body: string | Uint8Array,
    options: Partial<LoadSource> = {},
  ): Promise<ReadRows> {
    const path = join(this.#folder, "file");
    await writeFile(path, body);
    const signal = new AbortController().signal;
    const source: LoadSource = {
      path,
      format,
      compression: "none",
      label: "file",
      fullScan: false,
      ...options,
    };
    const described = await inspectSource(this.#connection, source, signal);
    const { layout } = described;
    const context = { connection: this.#connection, scratchDir: this.#folder, signal };
    const inspected = layout === undefined ? source : { ...source, layout };
    const usedColumns = new Set(described.columns.map(({ name }) => name));
    const read = await withLoadRows(context, { source: inspected, usedColumns }, (rows) =>
      this.#values(rows.sqlText),
    );
    return { described, ...read };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.closeSync();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #values(sqlText: string): Promise<Pick<ReadRows, "types" | "rows">> {
    const reader = await this.#connection.runAndReadAll(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sqlText})`,
    );
    const prepared = await this.#connection.prepare(sqlText);
    const types = Array.from({ length: prepared.columnCount }, (_, index) =>
      String(prepared.columnType(index)),
    );
    prepared.destroySync();
    const rows = reader
      .getRows()
      .map((row) => row.map((value) => (value === null ? null : String(value))));
    return { types, rows };
  }
}
