import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type BareDuckDb, literal, quoted } from "../bare-duckdb.ts";
import { ApiFailure, type CorpusClient, type TableName } from "../corpus-client.ts";
import { mentions, type SetUpTable } from "./session-objects.ts";

/** Types that a managed table does not keep as they are: docs/types.md; and those of Parquet. */
const NOT_KEPT =
  /\b(ENUM|UNION|BIT|HUGEINT|UHUGEINT|BIGNUM|INTERVAL|TIME WITH TIME ZONE|TIME_NS|TIMESTAMP_S|TIMESTAMP_MS|VARIANT|GEOMETRY|"NULL")\b|\[\d+\]/;

export interface SyncParts {
  readonly bare: BareDuckDb;
  readonly client: CorpusClient;
  readonly databaseId: string;
  /** Folder for the files that are loaded. */
  readonly folder: string;
}

/** Makes tables of the server hold what DuckDB's hold; only what changed is loaded. */
export class TableSync {
  readonly #parts: SyncParts;
  /** What each table of the server holds, by its name in SQL. */
  readonly #loaded = new Map<string, { readonly table: TableName; readonly hash: string }>();

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** @returns why a table cannot be the same on the server, or undefined when all are */
  async load(tables: readonly SetUpTable[]): Promise<string | undefined> {
    for (const table of tables) {
      const reason = await this.#loadOne(table);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  /** Removes tables that a statement may mean and that DuckDB has no more. */
  async drop(sql: string, present: readonly TableName[]): Promise<void> {
    const keys = new Set(present.map(keyOf));
    for (const [key, { table }] of this.#loaded) {
      if (keys.has(key) || !mentions(sql, table.table)) continue;
      await this.#parts.client.deleteTable(this.#parts.databaseId, table);
      this.#loaded.delete(key);
    }
  }

  async #loadOne(table: SetUpTable): Promise<string | undefined> {
    const { bare, client, databaseId, folder } = this.#parts;
    const type = table.columnTypes.find((name) => NOT_KEPT.test(name));
    if (type !== undefined) {
      const name = NOT_KEPT.exec(type)?.[1] ?? "fixed-size array";
      return `a table has a column of type ${name}, which tables here do not keep`;
    }
    const path = join(folder, "table.parquet");
    const source = `${quoted(table.schema)}.${quoted(table.table)}`;
    await bare.read(`COPY (SELECT * FROM ${source}) TO ${literal(path)} (FORMAT parquet)`);
    try {
      const key = keyOf(table);
      const hash = createHash("sha256")
        .update(await readFile(path))
        .digest("hex");
      if (this.#loaded.get(key)?.hash === hash) return undefined;
      await client.loadParquet(databaseId, table, path);
      this.#loaded.set(key, { table, hash });
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.status >= 500) throw error;
      return `the table is refused: ${error.message.replace(/^.*?: /, "").split("\n", 1)[0]}`;
    } finally {
      await rm(path, { force: true });
    }
  }
}

function keyOf({ schema, table }: TableName): string {
  return `${quoted(schema)}.${quoted(table)}`.toLowerCase();
}
