import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract";
import type { SqlDialect, TableScan, VisibleTable } from "../engine.ts";
import type { SearchedTable } from "../search-call.ts";
import { StatementCache } from "../statement-cache.ts";
import { COUNTS_PROGRESS, meaningOf } from "./connection-meaning.ts";
import type { DuckDbSettings } from "./duckdb-settings.ts";
import { openFencedInstance } from "./fenced-instance.ts";
import { calledSchemas, defineSchema, schemaPath } from "./functions/function-schemas.ts";
import { Mutex } from "./mutex.ts";
import { definePartialRows, dropPartialRows } from "./partial/partial-rows.ts";
import { scanSql } from "./scan-sql.ts";
import { defineSearches, dropSearches } from "./search/define-searches.ts";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";

export interface SessionScope {
  readonly defaultCatalog: string;
  readonly defaultSchema: string;
  readonly tables: readonly VisibleTable[];
  /** What the statement's searches found. */
  readonly searches?: readonly SearchedTable[];
  /** See `ExecuteRequest`. */
  readonly partial?: TableScan;
  readonly dialect: SqlDialect;
  /** Functions that the statement calls, in lower case. */
  readonly calls: ReadonlySet<string>;
}

/** What the statements of a session can read. */
export interface SessionReach {
  readonly databaseIds: readonly string[];
  /** Workspace whose datasets they see; none when undefined. */
  readonly datasetsOf: string | undefined;
}

interface NamedConnection {
  /** What bare names and operators mean on it. */
  readonly meaning: string;
  readonly duckdb: DuckDBConnection;
}

const MAX_IDLE_CONNECTIONS = 4;
/** Views kept at most; snapshots and results that were asked for once leave theirs behind. */
const MAX_VIEWS = 1000;

/**
 * One database's warm DuckDB instance. Its tables are views over data files, replaced whenever a
 * table's version changes; a statement keeps the views it began with, since catalog changes are
 * transactional in DuckDB.
 */
export class QuerySession {
  readonly #instance: DuckDBInstance;
  readonly #mutex = new Mutex();
  readonly #versions = new Map<string, string>();
  /** Columns of statements by what they are bound to, see `boundColumns`. */
  readonly columns = new StatementCache<readonly Column[]>();
  readonly #namespaces = new Set<string>();
  readonly #functionSchemas = new Set<string>();
  readonly #idle: NamedConnection[] = [];
  #users = 0;
  #closing = false;
  lastUsedAt = Date.now();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /** Its statements can read the files of these databases and no others. */
  static async open(
    { databaseIds, datasetsOf }: SessionReach,
    settings: DuckDbSettings,
  ): Promise<QuerySession> {
    const folders = databaseIds.flatMap((id) => [
      join(settings.databasesDir, id),
      // Rows that were read from an outside source for one statement.
      join(settings.stagingDir, "live", id),
    ]);
    if (datasetsOf !== undefined) folders.push(join(settings.datasetsDir, datasetsOf));
    return new QuerySession(await openFencedInstance(settings, [...folders, settings.resultsDir]));
  }

  /** True once closed for new users; get a fresh session instead. */
  get isClosing(): boolean {
    return this.#closing;
  }

  get isIdle(): boolean {
    return this.#users === 0;
  }

  /**
   * Calls `run` on a connection that sees exactly the scope's tables, in a transaction that keeps
   * them as they are where there are any. It is not begun once `signal` fires, and has to end by
   * itself when that fires meanwhile.
   */
  async use<R>(
    scope: SessionScope,
    run: (connection: DuckDBConnection) => Promise<R>,
    signal: AbortSignal,
  ): Promise<R> {
    this.#users += 1;
    const connection = await this.#take(scope, signal);
    const hasTables = scope.tables.length > 0;
    try {
      await defineSearches(connection.duckdb, scope.searches ?? []);
      await definePartialRows(connection.duckdb, scope.partial);
      if (hasTables) await this.#mutex.run(() => this.#begin(connection.duckdb, scope), signal);
      signal.throwIfAborted();
      const result = await run(connection.duckdb);
      // The answer need not wait for the transaction's end.
      void this.#giveBack(connection, scope);
      return result;
    } catch (error) {
      this.#drop(connection);
      throw error;
    }
  }

  /** Lends a connection of its own to work that a statement under way needs done beside it. */
  async withConnection<R>(work: (connection: DuckDBConnection) => Promise<R>): Promise<R> {
    const connection = await this.#instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  /** Closes at once when idle, otherwise when the last user is done. */
  close(): void {
    this.#closing = true;
    if (this.#users === 0) this.#closeNow();
  }

  /** A connection on which names and operators already mean what the scope wants. */
  async #take(scope: SessionScope, signal: AbortSignal): Promise<NamedConnection> {
    const name = namespace(scope.defaultCatalog, scope.defaultSchema);
    const functions = calledSchemas(scope.dialect, operatorsAsRun(scope));
    const meaning = [name, ...meaningOf(scope.dialect), ...functions].join("\n");
    const index = this.#idle.findLastIndex((connection) => connection.meaning === meaning);
    const [known] = index < 0 ? [] : this.#idle.splice(index, 1);
    if (known !== undefined) return known;
    const connection = { meaning, duckdb: await this.#connect() };
    try {
      await this.#mutex.run(async () => {
        await this.#defineNamespace(connection.duckdb, scope.defaultCatalog, scope.defaultSchema);
        await this.#defineFunctions(connection.duckdb, functions);
      }, signal);
      const path = [name, ...functions.map(schemaPath)].join(",");
      const use =
        functions.length === 0 ? `USE ${name}` : `SET search_path = ${quoteLiteral(path)}`;
      for (const sqlText of [...COUNTS_PROGRESS, ...meaningOf(scope.dialect), use]) {
        await connection.duckdb.run(sqlText);
      }
      return connection;
    } catch (error) {
      this.#drop(connection);
      throw error;
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    try {
      return await this.#instance.connect();
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  async #giveBack(connection: NamedConnection, scope: SessionScope): Promise<void> {
    const { tables, searches = [], partial } = scope;
    try {
      if (tables.length > 0) await connection.duckdb.run("COMMIT");
      await dropSearches(connection.duckdb, searches);
      await dropPartialRows(connection.duckdb, partial);
      await this.#dropPassing(connection.duckdb, tables);
    } catch {
      this.#drop(connection);
      return;
    }
    if (this.#closing || this.#idle.length >= MAX_IDLE_CONNECTIONS) {
      this.#drop(connection);
      return;
    }
    this.#idle.push(connection);
    this.#leave();
  }

  #drop(connection: NamedConnection): void {
    connection.duckdb.closeSync();
    this.#leave();
  }

  #leave(): void {
    this.lastUsedAt = Date.now();
    this.#users -= 1;
    if (this.#closing && this.#users === 0) this.#closeNow();
  }

  #closeNow(): void {
    for (const connection of this.#idle.splice(0)) connection.duckdb.closeSync();
    this.#instance.closeSync();
  }

  /** All in one call of the engine: each costs some tenths of a millisecond. */
  async #begin(connection: DuckDBConnection, scope: SessionScope): Promise<void> {
    if (this.#versions.size > MAX_VIEWS) await this.#dropOldViews(connection, scope);
    const changed = scope.tables.filter(
      (table) => this.#versions.get(viewName(table)) !== table.version,
    );
    const views = new Map(changed.map((table) => [viewName(table), table]));
    for (const { catalog, schema } of views.values()) {
      await this.#defineNamespace(connection, catalog, schema);
    }
    const definitions = Array.from(
      views,
      ([name, { scan }]) => `CREATE OR REPLACE VIEW ${name} AS ${scanSql(scan)}`,
    );
    // Should one fail, it is not known which of them hold.
    for (const name of views.keys()) this.#versions.delete(name);
    await connection.run([...definitions, "BEGIN TRANSACTION READ ONLY"].join(";\n"));
    for (const [name, { version }] of views) this.#versions.set(name, version);
  }

  /** Rows that were handed over for one statement do not stay in memory. */
  async #dropPassing(connection: DuckDBConnection, tables: readonly VisibleTable[]): Promise<void> {
    const passing = tables.filter(({ isPassing }) => isPassing === true);
    if (passing.length === 0) return;
    await this.#mutex.run(async () => {
      for (const table of passing) {
        const name = viewName(table);
        // Another statement may have its own in this place by now.
        if (this.#versions.get(name) !== table.version) continue;
        await connection.run(`DROP VIEW IF EXISTS ${name}`);
        this.#versions.delete(name);
      }
    });
  }

  async #dropOldViews(connection: DuckDBConnection, { tables }: SessionScope): Promise<void> {
    const needed = new Set(tables.map(viewName));
    for (const name of this.#versions.keys()) {
      if (this.#versions.size <= MAX_VIEWS) return;
      if (needed.has(name)) continue;
      await connection.run(`DROP VIEW IF EXISTS ${name}`);
      this.#versions.delete(name);
    }
  }

  async #defineFunctions(connection: DuckDBConnection, schemas: readonly string[]): Promise<void> {
    for (const schema of schemas) {
      if (this.#functionSchemas.has(schema)) continue;
      await connection.run(defineSchema(schema));
      this.#functionSchemas.add(schema);
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

function viewName({ catalog, schema, table }: VisibleTable): string {
  return `${namespace(catalog, schema)}.${quoteIdentifier(table)}`;
}

function namespace(catalog: string, schema: string): string {
  return `${quoteIdentifier(catalog)}.${quoteIdentifier(schema)}`;
}

/** Where `/` means integer division, the engine calls it `//`. */
function operatorsAsRun({ dialect, calls }: SessionScope): ReadonlySet<string> {
  const isInteger = dialect === "hotsql" || dialect === "postgres";
  return isInteger && calls.has("/") ? new Set([...calls, "//"]) : calls;
}
