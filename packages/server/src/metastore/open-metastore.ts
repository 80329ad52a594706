import { Kysely, SqliteDialect } from "kysely";
import type { DatabaseSync } from "node:sqlite";
import { openMetastoreFile } from "./metastore-file.ts";
import type { MetastoreTables } from "./metastore-tables.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

/** What the platform knows: workspaces, keys, databases, uploads, runs, results. */
export type Metastore = Kysely<MetastoreTables>;

/** @throws {MigrationError} see {@link openMetastoreFile}. */
export function openMetastore(dataDir: string): Metastore {
  return metastoreOf(openMetastoreFile(dataDir));
}

/**
 * Transactions of concurrent callers run one after the other; inside a transaction use its own
 * handle only, never the metastore, which would wait for that transaction for ever.
 */
export function metastoreOf(file: DatabaseSync): Metastore {
  return new Kysely<MetastoreTables>({
    dialect: new SqliteDialect({ database: new SqliteConnection(file) }),
  });
}
