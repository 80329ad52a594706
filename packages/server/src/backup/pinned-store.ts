import { constants, copyFileSync, statSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** How long another program's lock is waited for while changes of all databases are held up. */
const BUSY_MS = 500;
const PAGES_AT_ONCE = 4_096;
const SQLITE_BUSY = 5;

/** Another program keeps a store locked. */
export class StoreBusyError extends Error {
  override readonly name = "StoreBusyError";
}

/** An SQLite file as it was when this was made, whatever others write to it. */
export class PinnedStore {
  readonly database: DatabaseSync;
  readonly #file: string;

  /** @throws {StoreBusyError} */
  constructor(file: string) {
    const url = pathToFileURL(file);
    // Without it SQLite would make an empty file.
    url.searchParams.set("mode", "rw");
    this.#file = file;
    this.database = new DatabaseSync(url, { timeout: BUSY_MS });
    try {
      // The transaction begins with the first look.
      this.database.exec("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
    } catch (error) {
      this.database.close();
      if (!isBusy(error)) throw error;
      throw new StoreBusyError(`another program keeps ${file} locked; try again when it is done`);
    }
  }

  /**
   * Copies the file itself, which is quick and leaves nobody waiting. False when part of the state
   * is in the log beside it. The pin keeps others from moving their log into the file.
   */
  copyIfQuiet(target: string): boolean {
    const log = statSync(`${this.#file}-wal`, { throwIfNoEntry: false });
    if (log === undefined || log.size > 0) return false;
    copyFileSync(this.#file, target, constants.COPYFILE_FICLONE);
    return true;
  }

  /** Copies the pinned state, in pieces. */
  async copyTo(target: string): Promise<void> {
    await backup(this.database, target, { rate: PAGES_AT_ONCE });
  }

  close(): void {
    this.database.close();
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !("errcode" in error)) return false;
  return typeof error.errcode === "number" && (error.errcode & 0xff) === SQLITE_BUSY;
}
