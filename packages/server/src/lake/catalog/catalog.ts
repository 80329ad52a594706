import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { DatabaseNotFoundError, UnreadableTableError } from "../lake.ts";
import { CREATE_INDEXES, INDEX_COUNT } from "./catalog-indexes.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { type CatalogRow, integerOf, textOf } from "./row-values.ts";

/** How long SQLite itself waits for a lock, and with it every database of the worker. */
const BLOCKING_WAIT_MS = 20;
const CACHE_KIB = 512;

const SQLITE_CANTOPEN = 14;

/** The newest snapshot, and the counters that the next one continues. */
export interface SnapshotHead {
  readonly snapshotId: number;
  readonly schemaVersion: number;
  readonly nextCatalogId: number;
  readonly nextFileId: number;
}

export interface CatalogLocation {
  readonly databaseId: string;
  /** Absolute path of the SQLite file. */
  readonly file: string;
  /** Absolute path of the data folder. */
  readonly dataPath: string;
}

export interface CatalogOptions {
  /** How long to wait for another program's lock. */
  readonly busyTimeoutMs: number;
}

/** An open catalog. Its transactions are synchronous and short; waiting for locks is not. */
export class Catalog {
  readonly databaseId: string;
  readonly dataPath: string;
  readonly #database: DatabaseSync;
  readonly #busyTimeoutMs: number;
  readonly #statements = new Map<string, StatementSync>();
  #ownWrites = 0;

  private constructor(database: DatabaseSync, location: CatalogLocation, options: CatalogOptions) {
    this.#database = database;
    this.#busyTimeoutMs = options.busyTimeoutMs;
    this.databaseId = location.databaseId;
    this.dataPath = location.dataPath;
  }

  /** Opens an existing catalog; rejects with {@link DatabaseNotFoundError} when there is none. */
  static async open(location: CatalogLocation, options: CatalogOptions): Promise<Catalog> {
    const database = openExisting(location);
    try {
      const catalog = new Catalog(database, location, options);
      await retryWhileBusy(() => prepareConnection(database), options.busyTimeoutMs);
      await catalog.#checkMetadata();
      await catalog.#addIndexes();
      return catalog;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Changes with every transaction of ours, and with every one of another program. */
  state(): string {
    const row = this.get("PRAGMA data_version");
    return `${this.#ownWrites}.${integerOf(row, "data_version")}`;
  }

  /** Runs synchronous reads in one transaction: all see the same state. */
  read<T>(work: () => T): Promise<T> {
    return retryWhileBusy(() => this.#transaction("BEGIN", work), this.#busyTimeoutMs);
  }

  /** Runs synchronous changes in one durable transaction; `work` may run again after a conflict. */
  async write<T>(work: () => T): Promise<T> {
    const result = await retryWhileBusy(
      () => this.#transaction("BEGIN IMMEDIATE", work),
      this.#busyTimeoutMs,
    );
    this.#ownWrites += 1;
    return result;
  }

  /** Part of a transaction that is undone alone when it fails; the error is passed on. */
  attempt<T>(work: () => T): T {
    this.#database.exec("SAVEPOINT attempt");
    try {
      const result = work();
      this.#database.exec("RELEASE attempt");
      return result;
    } catch (error) {
      // A full disk, for one, ends the whole transaction.
      if (this.isInTransaction) this.#database.exec("ROLLBACK TO attempt; RELEASE attempt");
      throw error;
    }
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Writes the catalog as it is now to a new file, packed; the file is not forced to the disk. */
  copyTo(path: string): Promise<void> {
    return retryWhileBusy(() => {
      this.#database.exec("PRAGMA synchronous = OFF");
      try {
        this.#database.prepare("VACUUM INTO ?").run(path);
      } finally {
        this.#database.exec("PRAGMA synchronous = FULL");
      }
    }, this.#busyTimeoutMs);
  }

  head(): SnapshotHead {
    const row = this.get("SELECT * FROM ducklake_snapshot ORDER BY snapshot_id DESC LIMIT 1");
    return {
      snapshotId: integerOf(row, "snapshot_id"),
      schemaVersion: integerOf(row, "schema_version"),
      nextCatalogId: integerOf(row, "next_catalog_id"),
      nextFileId: integerOf(row, "next_file_id"),
    };
  }

  all(sql: string, ...values: SQLInputValue[]): CatalogRow[] {
    return this.#prepared(sql).all(...values);
  }

  find(sql: string, ...values: SQLInputValue[]): CatalogRow | undefined {
    return this.#prepared(sql).get(...values);
  }

  get(sql: string, ...values: SQLInputValue[]): CatalogRow {
    const row = this.find(sql, ...values);
    if (row === undefined) throw new Error(`the catalog answers nothing to: ${sql}`);
    return row;
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepared(sql).run(...values);
  }

  /** Adds one row; the keys are column names. */
  insert(table: string, row: Readonly<Record<string, SQLInputValue>>): void {
    const names = Object.keys(row);
    const marks = names.map(() => "?").join(", ");
    this.run(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks})`, ...Object.values(row));
  }

  /** Rows of a query with every integer exact. */
  allExact(sql: string, ...values: SQLInputValue[]): CatalogRow[] {
    const statement = this.#database.prepare(sql);
    statement.setReadBigInts(true);
    return statement.all(...values);
  }

  close(): void {
    this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #transaction<T>(begin: string, work: () => T): T {
    this.#database.exec(begin);
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Catalogs of other makers, and older ones of ours, have none. */
  async #addIndexes(): Promise<void> {
    const { count } = this.get(
      "SELECT count(*) AS count FROM sqlite_schema WHERE type = 'index' AND name LIKE 'hotdata%'",
    );
    if (count === INDEX_COUNT) return;
    await this.write(() => {
      for (const statement of CREATE_INDEXES) this.#database.exec(statement);
    });
  }

  /** A folder that was moved gets its new address, which foreign clients go by. */
  async #checkMetadata(): Promise<void> {
    const entries = await this.read(() =>
      this.all("SELECT key, value FROM ducklake_metadata WHERE scope IS NULL"),
    );
    const metadata = new Map(entries.map((row) => [textOf(row, "key"), textOf(row, "value")]));
    const version = metadata.get("version") ?? "none";
    if (!/^1\.\d/.test(version)) {
      throw new UnreadableTableError(
        `the catalog has DuckLake version ${version}; only versions 1.x are supported`,
      );
    }
    if (metadata.get("encrypted") === "true") {
      throw new UnreadableTableError("the catalog's data files are encrypted");
    }
    const dataPath = `${this.dataPath}/`;
    if (metadata.get("data_path") === dataPath) return;
    await this.write(() => {
      this.run("DELETE FROM ducklake_metadata WHERE key = 'data_path' AND scope IS NULL");
      this.insert("ducklake_metadata", { key: "data_path", value: dataPath });
    });
  }
}

function openExisting({ databaseId, file }: CatalogLocation): DatabaseSync {
  const url = pathToFileURL(file);
  // Without it SQLite would make an empty file.
  url.searchParams.set("mode", "rw");
  try {
    return new DatabaseSync(url, { timeout: BLOCKING_WAIT_MS });
  } catch (error) {
    const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
    if (code !== SQLITE_CANTOPEN) throw error;
    throw new DatabaseNotFoundError(`there is no catalog for the database ${databaseId}`);
  }
}

function prepareConnection(database: DatabaseSync): void {
  // WAL lets a foreign client read for hours without holding up our commits, and the reverse.
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
}
