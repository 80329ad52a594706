import { ColumnIds, newColumn } from "../../../src/lake/columns/planned-column.ts";
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Column, sqlTypeText } from "@hotdata/contract/types";
import type { OpenedRead } from "../../../src/connectors/connectors.ts";
import { type GivenRows, givenOutcome } from "../../../src/engine/cells/given-rows.ts";
import { DuckDbEngine } from "../../../src/engine/duckdb/duckdb-engine.ts";
import { scanSql } from "../../../src/engine/duckdb/scan-sql.ts";
import { quoteIdentifier, quoteList } from "../../../src/engine/duckdb/sql-text.ts";
import type { LoadSource } from "../../../src/engine/engine.ts";

/** Rows of a source as the engine has them. */
export interface EngineRows {
  readonly statement: string;
  readonly isExact: boolean;
  readonly wasInline: boolean;
  readonly columns: readonly Column[];
  readonly rows: (string | null)[][];
  readonly fileCount: number;
}

export interface PartRows extends Pick<EngineRows, "rows" | "fileCount"> {
  /** Undefined for rows that are no part. */
  readonly mark: string | undefined;
}

export interface Aggregate {
  /** Quoted names. */
  readonly groups: readonly string[];
  readonly value: string;
  /** The types of groups and value. */
  readonly as: readonly Column[];
}

export interface First {
  readonly orderBy: string;
  readonly limit: number;
}

const NO_LIMIT = new AbortController().signal;

const ALL = { maxRows: Infinity, maxBytes: Infinity };

/** Where a result is made of a source's texts without the engine, they are those of the engine. */
async function checkGiven(given: GivenRows, engineRows: EngineRows["rows"]): Promise<void> {
  const outcome = await givenOutcome(given, ALL);
  if (outcome?.cells !== undefined) assert.deepEqual(JSON.parse(outcome.cells), engineRows);
}

/** Takes rows over as the server does: files by the engine, a few of them as constants of a statement. */
export class ReadRows {
  readonly #engine: DuckDbEngine;
  readonly #dataDir: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(
    engine: DuckDbEngine,
    dataDir: string,
    plain: readonly [DuckDBInstance, DuckDBConnection],
  ) {
    this.#engine = engine;
    this.#dataDir = dataDir;
    [this.#instance, this.#connection] = plain;
  }

  static async open(dataDir: string): Promise<ReadRows> {
    const folder = (name: string): string => join(dataDir, name);
    for (const name of ["scratch", "staging", "databases"]) await mkdir(folder(name));
    const engine = await DuckDbEngine.open({
      memoryMb: 1_024,
      threads: 2,
      spillMb: 64,
      scratchDir: folder("scratch"),
      databasesDir: folder("databases"),
      resultsDir: folder("results"),
      uploadsDir: folder("uploads"),
      stagingDir: folder("staging"),
      datasetsDir: folder("datasets"),
      maxSessions: 1,
      sessionIdleMs: 60_000,
    });
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new ReadRows(engine, dataDir, [instance, connection]);
  }

  async ofRead(read: OpenedRead): Promise<EngineRows> {
    const { statement, isExact, columns } = read;
    const head = { statement, isExact, columns };
    if (read.rows !== undefined) {
      const sql = scanSql({ columns, parts: [{ kind: "inline", rows: read.rows }] });
      const rows = await this.#texts(sql, columns);
      await checkGiven({ columns, rows: read.rows }, rows);
      return { ...head, wasInline: true, rows, fileCount: 0 };
    }
    const parts = await this.ofParts(read, Infinity);
    return {
      ...head,
      wasInline: false,
      rows: parts.flatMap((part) => part.rows),
      fileCount: parts.reduce((sum, part) => sum + part.fileCount, 0),
    };
  }

  /** The first parts of a copy; all of it when it has no more, and its rows without a mark as the last. */
  async ofParts(read: OpenedRead, count: number): Promise<PartRows[]> {
    const parts: PartRows[] = [];
    let paths: string[] = [];
    let fileCount = 0;
    const end = async (mark: string | undefined): Promise<void> => {
      const sql = paths.length === 0 ? "" : `SELECT * FROM read_parquet(${quoteList(paths)})`;
      parts.push({ mark, fileCount, rows: sql === "" ? [] : await this.#texts(sql, read.columns) });
      paths = [];
      fileCount = 0;
    };
    for await (const { file, mark } of read.files()) {
      if (file !== undefined) {
        fileCount += 1;
        paths.push(...(await this.#write(file, read.columns)));
      }
      if (mark !== undefined) await end(mark);
      if (parts.length === count) return parts;
    }
    if (paths.length > 0) await end(undefined);
    return parts;
  }

  async choose({ columns, rows }: EngineRows, condition: string): Promise<(string | null)[][]> {
    const sql = scanSql({ columns, parts: [{ kind: "inline", rows }] });
    return this.#texts(`SELECT * FROM (${sql}) WHERE ${condition}`, columns);
  }

  /** The first rows in an order. */
  async first(
    { columns, rows }: EngineRows,
    { orderBy, limit }: First,
  ): Promise<(string | null)[][]> {
    const sql = scanSql({ columns, parts: [{ kind: "inline", rows }] });
    return this.#texts(`SELECT * FROM (${sql}) ORDER BY ${orderBy} LIMIT ${limit}`, columns);
  }

  async aggregate(
    { columns, rows }: EngineRows,
    { groups, value, as }: Aggregate,
  ): Promise<(string | null)[][]> {
    const sql = scanSql({ columns, parts: [{ kind: "inline", rows }] });
    const names = as.map(({ name }) => quoteIdentifier(name)).join(", ");
    const by = groups.length === 0 ? "" : ` GROUP BY ${groups.join(", ")}`;
    const list = [...groups, value].join(", ");
    return this.#texts(
      `SELECT * FROM (SELECT ${list} FROM (${sql})${by}) AS aggregated(${names})`,
      as,
    );
  }

  async close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    await this.#engine.close();
  }

  async #write(source: LoadSource, columns: readonly Column[]): Promise<string[]> {
    const found = await this.#engine.inspectSource(source, NO_LIMIT);
    const names = new Set(found.columns.map(({ name }) => name));
    const layout = found.layout === undefined ? {} : { layout: found.layout };
    const ids = new ColumnIds(1);
    const files = await this.#engine.writeDataFiles(
      {
        source: { ...source, ...layout },
        columns: columns.map((column) => ({
          ...newColumn(column, ids),
          sourceName: names.has(column.name) ? column.name : null,
        })),
        targetDir: join(this.#dataDir, "databases"),
      },
      NO_LIMIT,
    );
    return files.map(({ path }) => path);
  }

  async #texts(sql: string, columns: readonly Column[]): Promise<(string | null)[][]> {
    const list = columns.map(
      ({ name, type }) => `CAST(CAST(${quoteIdentifier(name)} AS ${sqlTypeText(type)}) AS VARCHAR)`,
    );
    const reader = await this.#connection.runAndReadAll(`SELECT ${list.join(", ")} FROM (${sql})`);
    return reader
      .getRowsJson()
      .map((row) => row.map((cell) => (typeof cell === "string" ? cell : null)));
  }
}
