import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { VisibleTable } from "../engine.ts";
import type { DuckDbSettings } from "./duckdb-settings.ts";
import { openFencedInstance } from "./fenced-instance.ts";
import { Mutex } from "./mutex.ts";
import { scanSql } from "./scan-sql.ts";
import { quoteIdentifier } from "./sql-text.ts";

export interface SessionScope {
  readonly defaultCatalog: string;
  readonly defaultSchema: string;
  readonly tables: readonly VisibleTable[];
}

/**
 * One database's warm DuckDB instance. Its tables are views over data files, replaced whenever a
 * table's version changes; a statement keeps the views it was bound to, since catalog changes are
 * transactional in DuckDB.
 */
export class QuerySession {
  readonly #instance: DuckDBInstance;
  readonly #mutex = new Mutex();
  readonly #versions = new Map<string, string>();
  readonly #namespaces = new Set<string>();
  #users = 0;
  #closing = false;
  lastUsedAt = Date.now();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  static async open(databaseId: string, settings: DuckDbSettings): Promise<QuerySession> {
    const ownFolder = join(settings.databasesDir, databaseId);
    return new QuerySession(await openFencedInstance(settings, [ownFolder, settings.resultsDir]));
  }

  /** True once closed for new users; get a fresh session instead. */
  get isClosing(): boolean {
    return this.#closing;
  }

  get isIdle(): boolean {
    return this.#users === 0;
  }

  /**
   * Calls `bind` on a connection that sees exactly the scope's tables, then `run` outside the lock:
   * whatever `bind` prepared keeps reading the snapshot it was bound to.
   */
  async use<B, R>(
    scope: SessionScope,
    bind: (connection: DuckDBConnection) => Promise<B>,
    run: (connection: DuckDBConnection, bound: B) => Promise<R>,
  ): Promise<R> {
    this.#users += 1;
    const connection = await this.#instance.connect();
    try {
      const bound = await this.#mutex.run(async () => {
        await this.#define(connection, scope);
        await connection.run(`USE ${namespace(scope.defaultCatalog, scope.defaultSchema)}`);
        await connection.run("BEGIN TRANSACTION READ ONLY");
        return bind(connection);
      });
      return await run(connection, bound);
    } finally {
      connection.closeSync();
      this.lastUsedAt = Date.now();
      this.#users -= 1;
      if (this.#closing && this.#users === 0) this.#instance.closeSync();
    }
  }

  /** Closes at once when idle, otherwise when the last user is done. */
  close(): void {
    this.#closing = true;
    if (this.#users === 0) this.#instance.closeSync();
  }

  async #define(connection: DuckDBConnection, scope: SessionScope): Promise<void> {
    await this.#defineNamespace(connection, scope.defaultCatalog, scope.defaultSchema);
    for (const table of scope.tables) {
      const name = `${namespace(table.catalog, table.schema)}.${quoteIdentifier(table.table)}`;
      if (this.#versions.get(name) === table.version) continue;
      await this.#defineNamespace(connection, table.catalog, table.schema);
      await connection.run(`CREATE OR REPLACE VIEW ${name} AS ${scanSql(table.scan)}`);
      this.#versions.set(name, table.version);
    }
  }

  async #defineNamespace(
    connection: DuckDBConnection,
    catalog: string,
    schema: string,
  ): Promise<void> {
    const name = namespace(catalog, schema);
    if (this.#namespaces.has(name)) return;
    await connection.run(`ATTACH IF NOT EXISTS ':memory:' AS ${quoteIdentifier(catalog)}`);
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${name}`);
    this.#namespaces.add(name);
  }
}

function namespace(catalog: string, schema: string): string {
  return `${quoteIdentifier(catalog)}.${quoteIdentifier(schema)}`;
}
