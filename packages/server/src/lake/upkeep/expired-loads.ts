import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, textOf } from "../catalog/row-values.ts";
import { parseSnapshotTime } from "../catalog/snapshot-text.ts";
import { type CommittedLoad, parseLoadRecord } from "../write/committed-load.ts";

/** A table of our own inside the catalog; other clients do not look at it. */
const TABLE = "hotdata_expired_load";

/** How long a load is recognised when it is repeated, at least. */
const KEPT_MS = 14 * 24 * 3_600_000;

const EXPIRING = `SELECT s.snapshot_id, snapshot_time, commit_extra_info
  FROM ducklake_snapshot AS s JOIN ducklake_snapshot_changes AS c ON c.snapshot_id = s.snapshot_id
  WHERE s.snapshot_id IN (SELECT value FROM json_each(?)) AND commit_extra_info IS NOT NULL`;

/**
 * Keeps what is known of loads whose snapshots are about to go, in case they are repeated; forgets
 * those kept for long enough.
 *
 * @param snapshotIds a JSON array
 */
export function keepExpiredLoads(catalog: Catalog, snapshotIds: string, now: Date): void {
  catalog.run(
    `CREATE TABLE IF NOT EXISTS ${TABLE} (load_id VARCHAR PRIMARY KEY, snapshot_id BIGINT, ` +
      "table_id BIGINT, row_count BIGINT, kept_until BIGINT)",
  );
  catalog.run(`DELETE FROM ${TABLE} WHERE kept_until < ?`, now.getTime());
  for (const row of catalog.all(EXPIRING, snapshotIds)) {
    const record = parseLoadRecord(textOf(row, "commit_extra_info"));
    const keptUntil = parseSnapshotTime(textOf(row, "snapshot_time")).getTime() + KEPT_MS;
    if (record === undefined || keptUntil < now.getTime()) continue;
    catalog.run(
      `INSERT OR REPLACE INTO ${TABLE} VALUES (?, ?, ?, ?, ?)`,
      record.load_id,
      integerOf(row, "snapshot_id"),
      record.table_id,
      record.row_count,
      keptUntil,
    );
  }
}

/** A load whose snapshot has expired. */
export function findExpiredLoad(catalog: Catalog, loadId: string): CommittedLoad | undefined {
  if (catalog.find("SELECT 1 FROM sqlite_schema WHERE name = ?", TABLE) === undefined) return;
  const row = catalog.find(`SELECT * FROM ${TABLE} WHERE load_id = ?`, loadId);
  return (
    row && {
      snapshotId: integerOf(row, "snapshot_id"),
      tableId: integerOf(row, "table_id"),
      rowCount: integerOf(row, "row_count"),
    }
  );
}
