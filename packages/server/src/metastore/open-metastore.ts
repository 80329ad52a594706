import { Kysely, SqliteDialect } from "kysely";
import type { DatabaseSync } from "node:sqlite";
import { openMetastoreFile } from "./metastore-file.ts";
import { MetastoreChanges } from "./metastore-changes.ts";
import type { MetastoreTables } from "./metastore-tables.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

/** What the platform knows: workspaces, keys, databases, uploads, runs, results. */
export type Metastore = Kysely<MetastoreTables>;

/** @throws {MigrationError} see {@link openMetastoreFile}. */
export function openMetastore(dataDir: string, changes?: MetastoreChanges): Metastore {
  return metastoreOf(openMetastoreFile(dataDir), changes);
}

/**
 * Transactions of concurrent callers run one after the other; inside a transaction use its own
 * handle only, never the metastore, which would wait for that transaction for ever.
 * @param changes counts what is written
 */
export function metastoreOf(file: DatabaseSync, changes = new MetastoreChanges()): Metastore {
  return new Kysely<MetastoreTables>({
    dialect: new SqliteDialect({ database: new SqliteConnection(file, changes) }),
  });
}
