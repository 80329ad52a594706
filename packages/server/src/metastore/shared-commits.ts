import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { sql, type Transaction } from "kysely";
import type { MetastoreTables } from "./metastore-tables.ts";
import { METASTORE_FILE } from "./metastore-file.ts";
import type { Metastore } from "./open-metastore.ts";

/**
 * Commits that wait for the disk together, beside the event loop. Elsewhere SQLite itself syncs its
 * log in each commit, and nothing else can happen in this process meanwhile; here it leaves that
 * out, and the log is synced for all who committed before the sync began.
 */
export class SharedCommits {
  readonly #metastore: Metastore;
  readonly #log: FileHandle;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(metastore: Metastore, log: FileHandle) {
    this.#metastore = metastore;
    this.#log = log;
  }

  /** The log stays the same file for as long as the metastore is open. */
  static async open(metastore: Metastore, dataDir: string): Promise<SharedCommits> {
    // SQLite makes the log when it first writes to it.
    await sql`BEGIN IMMEDIATE`.execute(metastore);
    await sql`COMMIT`.execute(metastore);
    const log = await open(join(dataDir, `${METASTORE_FILE}-wal`), "r+");
    const folder = await open(dataDir, "r");
    await folder.sync();
    await folder.close();
    return new SharedCommits(metastore, log);
  }

  /** Resolves once the work is committed and on disk. */
  async run<T>(work: (transaction: Transaction<MetastoreTables>) => Promise<T>): Promise<T> {
    const done = await this.#metastore.connection().execute(async (connection) => {
      await sql`PRAGMA synchronous = NORMAL`.execute(connection);
      try {
        return await connection.transaction().execute(work);
      } finally {
        await sql`PRAGMA synchronous = FULL`.execute(connection);
      }
    });
    await this.#synced();
    return done;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#running, this.#next]);
    await this.#log.close();
  }

  /** A sync that begins from now on; one that is under way may have passed by what is new. */
  #synced(): Promise<void> {
    if (this.#running === undefined) return this.#begin();
    this.#next ??= this.#running.catch(() => undefined).then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const running = this.#log.datasync().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
