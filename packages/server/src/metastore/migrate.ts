import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** The metastore file cannot be used by this version of the server. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sqlText: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/**
 * Brings the metastore to this version's table definitions, in one transaction.
 * @throws {MigrationError} when the file was written by a newer version, or a migration that was
 * applied has changed since.
 */
export function migrate(database: DatabaseSync, migrationsDir: string): void {
  database.exec(
    `CREATE TABLE IF NOT EXISTS migrations (
       number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
       applied_at TEXT NOT NULL) STRICT`,
  );
  const migrations = readMigrations(migrationsDir);
  const applied = readApplied(database);
  checkApplied(migrations, applied);
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const migration of migrations) {
      if (!applied.has(migration.number)) apply(database, migration);
    }
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function readMigrations(migrationsDir: string): readonly Migration[] {
  const migrations: Migration[] = [];
  for (const fileName of readdirSync(migrationsDir).toSorted()) {
    const number = FILE_NAME.exec(fileName)?.[1];
    if (number === undefined) continue;
    const sqlText = readFileSync(join(migrationsDir, fileName), "utf8");
    const checksum = createHash("sha256").update(sqlText).digest("hex");
    migrations.push({ number: Number(number), name: fileName, sqlText, checksum });
  }
  return migrations;
}

function readApplied(database: DatabaseSync): ReadonlyMap<number, AppliedMigration> {
  const rows = database.prepare("SELECT number, name, checksum FROM migrations").all();
  return new Map(
    rows.map((row) => [
      Number(row["number"]),
      { name: String(row["name"]), checksum: String(row["checksum"]) },
    ]),
  );
}

function checkApplied(
  migrations: readonly Migration[],
  applied: ReadonlyMap<number, AppliedMigration>,
): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const [number, { name, checksum }] of applied) {
    const migration = known.get(number);
    if (migration === undefined) {
      throw new MigrationError(
        `the data folder was written by a newer version of the server (it has ${name}); start that version, or use another HOTDATA_DATA_DIR`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(
        `the data folder was made with another form of ${name} than this version has; start the version that made it, or use another HOTDATA_DATA_DIR`,
      );
    }
  }
}

function apply(database: DatabaseSync, migration: Migration): void {
  database.exec(migration.sqlText);
  database
    .prepare("INSERT INTO migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)")
    .run(migration.number, migration.name, migration.checksum, new Date().toISOString());
}
