import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** What a database consists of on the disk, as its catalog has it. */
export interface TableFiles {
  /** Data files of the newest snapshot. */
  readonly current: number;
  /** Data files of all kept snapshots. */
  readonly kept: number;
  readonly snapshots: number;
  readonly currentBytes: number;
  readonly keptBytes: number;
  readonly catalogBytes: number;
}

const COUNTS = `SELECT count(*) AS kept, count(*) - count(end_snapshot) AS current,
    coalesce(sum(file_size_bytes), 0) AS kept_bytes,
    coalesce(sum(file_size_bytes) FILTER (WHERE end_snapshot IS NULL), 0) AS current_bytes,
    (SELECT count(*) FROM ducklake_snapshot) AS snapshots
  FROM ducklake_data_file`;

/** Reads the catalog of a database that the server has open. */
export function readTableFiles(dataDir: string, databaseId: string): TableFiles {
  const path = join(dataDir, "databases", databaseId, "catalog.sqlite");
  const catalog = new DatabaseSync(path, { readOnly: true });
  try {
    const row = catalog.prepare(COUNTS).get() ?? {};
    return {
      current: Number(row["current"]),
      kept: Number(row["kept"]),
      snapshots: Number(row["snapshots"]),
      currentBytes: Number(row["current_bytes"]),
      keptBytes: Number(row["kept_bytes"]),
      catalogBytes: statSync(path).size,
    };
  } finally {
    catalog.close();
  }
}
