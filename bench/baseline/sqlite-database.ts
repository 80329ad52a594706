import { DatabaseSync } from "node:sqlite";

/** Creates a SQLite file with one table, as durable as SQLite can; returns the milliseconds. */
export function createSqliteDatabase(path: string): number {
  const started = performance.now();
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA synchronous = FULL");
    database.exec("CREATE TABLE first_table (id INTEGER PRIMARY KEY, name TEXT)");
  } finally {
    database.close();
  }
  return performance.now() - started;
}
