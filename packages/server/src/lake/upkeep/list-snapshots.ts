import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, textOf, textOrNullOf } from "../catalog/row-values.ts";
import { parseSnapshotTime } from "../catalog/snapshot-text.ts";
import { parseLoadRecord } from "../write/committed-load.ts";
import type { LakeSnapshot, SnapshotPage } from "./lake-upkeep.ts";
import { SnapshotChanges } from "./snapshot-changes.ts";

const PAGE = `SELECT s.snapshot_id, snapshot_time, changes_made, commit_extra_info
  FROM ducklake_snapshot AS s LEFT JOIN ducklake_snapshot_changes AS c
    ON c.snapshot_id = s.snapshot_id
  WHERE s.snapshot_id < ? ORDER BY s.snapshot_id DESC LIMIT ?`;

const ADDED = `SELECT begin_snapshot AS id, count(*) AS files, sum(record_count) AS row_count
  FROM ducklake_data_file WHERE begin_snapshot BETWEEN ? AND ? GROUP BY begin_snapshot`;

const ENDED = `SELECT end_snapshot AS id, count(*) AS files
  FROM ducklake_data_file WHERE end_snapshot BETWEEN ? AND ? GROUP BY end_snapshot`;

/** Kept snapshots, the newest first; runs in a read transaction. */
export function listSnapshots(catalog: Catalog, { before, limit }: SnapshotPage): LakeSnapshot[] {
  const rows = catalog.all(PAGE, before ?? Number.MAX_SAFE_INTEGER, limit);
  const ids = rows.map((row) => integerOf(row, "snapshot_id"));
  const range = [ids.at(-1) ?? 0, ids[0] ?? 0] as const;
  const byId = (sql: string) =>
    new Map(catalog.all(sql, ...range).map((row) => [integerOf(row, "id"), row]));
  const [added, ended] = [byId(ADDED), byId(ENDED)];
  const changes = new SnapshotChanges(catalog);
  return rows.map((row) => {
    const id = integerOf(row, "snapshot_id");
    const [addedRow, endedRow] = [added.get(id), ended.get(id)];
    return {
      id,
      createdAt: parseSnapshotTime(textOf(row, "snapshot_time")),
      changes: changes.parse(textOrNullOf(row, "changes_made") ?? "", id),
      load: loadOf(textOrNullOf(row, "commit_extra_info")),
      addedRows: addedRow ? integerOf(addedRow, "row_count") : 0,
      addedFiles: addedRow ? integerOf(addedRow, "files") : 0,
      endedFiles: endedRow ? integerOf(endedRow, "files") : 0,
    };
  });
}

function loadOf(text: string | null): LakeSnapshot["load"] {
  const record = text === null ? undefined : parseLoadRecord(text);
  return record && { loadId: record.load_id, rowCount: record.row_count };
}
