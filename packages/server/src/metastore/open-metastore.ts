import { Kysely, SqliteDialect } from "kysely";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { MetastoreTables } from "./metastore-tables.ts";
import { migrate } from "./migrate.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

/** What the platform knows: workspaces, keys, databases, uploads, runs, results. */
export type Metastore = Kysely<MetastoreTables>;

/** Its name in the data folder. */
export const METASTORE_FILE = "metastore.sqlite";
const MIGRATIONS_DIR = join(import.meta.dirname, "migrations");
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens `<dataDir>/metastore.sqlite`, making or migrating it first. Every commit is on disk when
 * it returns. Transactions of concurrent callers run one after the other; inside a transaction use
 * its own handle only, never the metastore, which would wait for that transaction for ever.
 * @throws {MigrationError} when the file belongs to another version of the server.
 */
export function openMetastore(dataDir: string): Metastore {
  const database = new DatabaseSync(join(dataDir, METASTORE_FILE), {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    migrate(database, MIGRATIONS_DIR);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<MetastoreTables>({
    dialect: new SqliteDialect({ database: new SqliteConnection(database) }),
  });
}
