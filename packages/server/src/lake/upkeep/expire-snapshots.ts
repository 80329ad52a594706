import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, textOf } from "../catalog/row-values.ts";
import { parseSnapshotTime } from "../catalog/snapshot-text.ts";
import { forgetDroppedTables } from "./forget-dropped-tables.ts";
import { keepExpiredLoads } from "./expired-loads.ts";
import { scheduleUnseenFiles } from "./schedule-unseen-files.ts";
import { UNSEEN } from "./unseen.ts";

export interface ExpiryBatch {
  readonly expired: number;
  /** Whether further snapshots are to be expired. */
  readonly hasMore: boolean;
  /** When the oldest one that stays ceased to be the newest; undefined when it still is. */
  readonly oldestEndedAt: Date | undefined;
}

/** Keeps a transaction short: others wait for it. */
const BATCH = 500;

const OLDEST = `SELECT snapshot_id, snapshot_time FROM ducklake_snapshot
  ORDER BY snapshot_id LIMIT ${BATCH + 2}`;

/**
 * Expires the oldest snapshots that were followed by another before the cutoff, the way other
 * DuckLake clients do. Every moment since the cutoff can still be read. Runs in a write transaction.
 */
export function expireSnapshots(catalog: Catalog, cutoff: Date, now: Date): ExpiryBatch {
  const rows = catalog.all(OLDEST);
  const endedAt = rows.slice(1).map((row) => parseSnapshotTime(textOf(row, "snapshot_time")));
  const firstKept = endedAt.findIndex((time) => time > cutoff);
  const isAllOld = firstKept < 0;
  const count = Math.min(isAllOld ? endedAt.length : firstKept, BATCH);
  const oldest = { expired: count, oldestEndedAt: endedAt[count] };
  const hasMore = count === BATCH && oldest.oldestEndedAt !== undefined;
  if (count > 0) {
    const ids = rows.slice(0, count).map((row) => integerOf(row, "snapshot_id"));
    forgetSnapshots(catalog, ids, now);
  }
  return { ...oldest, hasMore };
}

/** Rows of the catalog that are kept for a time and belong to no table. */
const VERSIONED = ["ducklake_schema", "ducklake_view", "ducklake_tag", "ducklake_macro"];

function forgetSnapshots(catalog: Catalog, ids: readonly number[], now: Date): void {
  const list = JSON.stringify(ids);
  keepExpiredLoads(catalog, list, now);
  for (const table of ["ducklake_snapshot", "ducklake_snapshot_changes"]) {
    catalog.run(`DELETE FROM ${table} WHERE snapshot_id IN (SELECT value FROM json_each(?))`, list);
  }
  scheduleUnseenFiles(catalog, now);
  forgetDroppedTables(catalog);
  for (const table of VERSIONED) catalog.run(`DELETE FROM ${table} WHERE ${UNSEEN}`);
}
