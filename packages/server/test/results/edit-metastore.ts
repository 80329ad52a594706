import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Makes results older than they are; the server may be running. */
export function ageResults(dataDir: string, hours: number): void {
  const database = new DatabaseSync(join(dataDir, "metastore.sqlite"), { timeout: 5_000 });
  const then = new Date(Date.now() - hours * 3_600_000).toISOString();
  database.prepare("UPDATE results SET settled_at = ? WHERE settled_at IS NOT NULL").run(then);
  database.close();
}

/** Rows of results, and the bytes that small ones take. */
export function storedResults(dataDir: string): { rows: number; bytes: number } {
  const database = new DatabaseSync(join(dataDir, "metastore.sqlite"), { timeout: 5_000 });
  const row = database
    .prepare("SELECT count(*) AS n, coalesce(sum(length(data)), 0) AS bytes FROM results")
    .get();
  database.close();
  return { rows: Number(row?.["n"]), bytes: Number(row?.["bytes"]) };
}
