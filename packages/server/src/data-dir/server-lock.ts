import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another server uses the data folder. */
export class DataDirInUseError extends Error {
  override readonly name = "DataDirInUseError";
}

/**
 * Keeps a data folder for one server. The lock is the operating system's own on an open file, so it
 * ends with the process, however that ends.
 */
export class ServerLock {
  readonly #file: DatabaseSync;

  private constructor(file: DatabaseSync) {
    this.#file = file;
  }

  /** @throws {DataDirInUseError} */
  static take(dataDir: string): ServerLock {
    const file = new DatabaseSync(join(dataDir, "server.lock"), { timeout: 0 });
    try {
      file.exec("BEGIN EXCLUSIVE");
      return new ServerLock(file);
    } catch (error) {
      file.close();
      if (!isBusy(error)) throw error;
      throw new DataDirInUseError(
        `another server is using the data folder ${dataDir}; stop it, or set HOTDATA_DATA_DIR to another folder`,
      );
    }
  }

  release(): void {
    this.#file.close();
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
