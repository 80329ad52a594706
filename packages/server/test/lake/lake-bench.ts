import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { type Column, sqlTypeText } from "@hotdata/contract";
import { columnTypeOf } from "../../src/engine/duckdb/column-type-of.ts";
import { fieldIdsOption } from "../../src/engine/duckdb/field-ids.ts";
import { scanSql } from "../../src/engine/duckdb/scan-sql.ts";
import { quoteIdentifier, quoteLiteral } from "../../src/engine/duckdb/sql-text.ts";
import { writtenFiles } from "../../src/engine/duckdb/written-file.ts";
import type { TableScan, WrittenFile } from "../../src/engine/engine.ts";
import type { CommitWriteOutcome, Lake, WriteMode, WritePlan } from "../../src/lake/lake.ts";
import { type LakeOptions, openLake } from "../../src/lake/open-lake.ts";

export const DATABASE = "db1";
export const SCHEMA = "public";

const BUSY_TIMEOUT_MS = 2000;

/** A lake in a temporary folder, with one database, and a DuckDB that writes and reads its files. */
export class LakeBench {
  readonly dataDir: string;
  readonly duck: DuckDBConnection;
  readonly #instance: DuckDBInstance;
  #lake: Lake;
  #loads = 0;

  private constructor(
    dataDir: string,
    instance: DuckDBInstance,
    duck: DuckDBConnection,
    lake: Lake,
  ) {
    this.dataDir = dataDir;
    this.#instance = instance;
    this.duck = duck;
    this.#lake = lake;
  }

  static async open(options: Partial<LakeOptions> = {}): Promise<LakeBench> {
    const dataDir = await mkdtemp(join(tmpdir(), "lake-"));
    const instance = await DuckDBInstance.create(":memory:");
    const duck = await instance.connect();
    await duck.run("SET timezone = 'UTC'");
    const lake = await openLake({ dataDir, busyTimeoutMs: BUSY_TIMEOUT_MS, ...options });
    await lake.createDatabase(DATABASE, [SCHEMA]);
    return new LakeBench(dataDir, instance, duck, lake);
  }

  get lake(): Lake {
    return this.#lake;
  }

  get databaseDir(): string {
    return join(this.dataDir, "databases", DATABASE);
  }

  get catalogFile(): string {
    return join(this.databaseDir, "catalog.sqlite");
  }

  /** Closes the lake and opens it again, as a restart does; `between` happens while it is closed. */
  async reopen(between?: () => Promise<void>): Promise<void> {
    await this.#lake.close();
    await between?.();
    this.#lake = await openLake({ dataDir: this.dataDir, busyTimeoutMs: BUSY_TIMEOUT_MS });
  }

  /** Columns of a query, as an engine would describe a source file. */
  async columnsOf(sql: string): Promise<Column[]> {
    const prepared = await this.duck.prepare(sql);
    const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({
      name: prepared.columnName(index),
      type: columnTypeOf(prepared.columnType(index)),
    }));
    prepared.destroySync();
    return columns;
  }

  async plan(mode: WriteMode, table: string, sql: string): Promise<WritePlan> {
    const columns = await this.columnsOf(sql);
    return this.#lake.planWrite({ databaseId: DATABASE, schema: SCHEMA, table, mode, columns });
  }

  /** Writes a query's rows to where a plan says. */
  async write(plan: WritePlan, sql: string): Promise<WrittenFile[]> {
    const present = await this.columnsOf(sql);
    const list = plan.columns.map(({ name, type }) => {
      const source = present.find((column) => column.name.toLowerCase() === name.toLowerCase());
      const value = source ? quoteIdentifier(source.name) : "NULL";
      return `CAST(${value} AS ${sqlTypeText(type)}) AS ${quoteIdentifier(name)}`;
    });
    await mkdir(plan.stagingDir, { recursive: true });
    const path = join(plan.stagingDir, `${randomUUID()}.parquet`);
    const reader = await this.duck.runAndReadAll(
      `COPY (SELECT ${list.join(", ")} FROM (${sql})) TO ${quoteLiteral(path)}
        (FORMAT parquet, FIELD_IDS ${fieldIdsOption(plan.columns)}, RETURN_STATS)`,
    );
    return writtenFiles(reader, plan.columns);
  }

  /** Plans, writes and commits the rows of a query. */
  async load(
    mode: WriteMode,
    table: string,
    sql: string,
    loadId = `load-${++this.#loads}`,
  ): Promise<CommitWriteOutcome> {
    const plan = await this.plan(mode, table, sql);
    const files = await this.write(plan, sql);
    return this.#lake.commitWrite({ plan, files, loadId });
  }

  async scan(table: string): Promise<TableScan> {
    const { tables } = await this.#lake.resolve(DATABASE, [{ schema: SCHEMA, table }]);
    const [resolved] = tables;
    if (resolved === undefined) throw new Error(`no table ${table}`);
    return resolved.scan;
  }

  /** Rows of a table, read as its scan says, in a fixed order. */
  async rows(table: string): Promise<unknown[]> {
    const sql = scanSql(await this.scan(table));
    const reader = await this.duck.runAndReadAll(`SELECT * FROM (${sql}) ORDER BY ALL`);
    return reader.getRowObjectsJson();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lake.close();
    this.duck.closeSync();
    this.#instance.closeSync();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
