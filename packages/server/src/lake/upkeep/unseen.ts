/** A condition: no kept snapshot sees the row of a versioned table. */
export const UNSEEN = `end_snapshot IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM ducklake_snapshot
  WHERE snapshot_id >= begin_snapshot AND snapshot_id < end_snapshot)`;
