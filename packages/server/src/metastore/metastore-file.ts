import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrate } from "./migrate.ts";

/** Its name in the data folder. */
export const METASTORE_FILE = "metastore.sqlite";
const MIGRATIONS_DIR = join(import.meta.dirname, "migrations");
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens `<dataDir>/metastore.sqlite`, making or migrating it first. Every commit is on disk when
 * it returns.
 * @throws {MigrationError} when the file belongs to another version of the server.
 */
export function openMetastoreFile(dataDir: string): DatabaseSync {
  const file = new DatabaseSync(join(dataDir, METASTORE_FILE), {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  try {
    file.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    migrate(file, MIGRATIONS_DIR);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}
