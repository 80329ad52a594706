import { DatabaseSync } from "node:sqlite";
import { timed } from "../interleave.ts";

/** Milliseconds of each of many one-row INSERTs, every one of them synced to the disk. */
export async function timeSqliteInserts(path: string, count: number): Promise<number[]> {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    database.exec("CREATE TABLE events (id BIGINT, kind VARCHAR, amount DOUBLE)");
    const insert = database.prepare("INSERT INTO events VALUES (?, ?, ?)");
    const times: number[] = [];
    for (let id = 0; id < count; id += 1) {
      times.push(await timed(async () => void insert.run(id, "click", id / 2)));
    }
    return times;
  } finally {
    database.close();
  }
}
