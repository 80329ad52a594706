import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, textOf } from "../catalog/row-values.ts";
import { columnOf, readColumns } from "../columns/column-node.ts";
import type { CommitWriteOutcome } from "../lake.ts";
import { findExpiredLoad } from "../upkeep/expired-loads.ts";
import { type CommittedLoad, parseLoadRecord } from "./committed-load.ts";

/** Text kept with a load's snapshot, by which a repeated load is recognised. */
export function loadRecordText(loadId: string, tableId: number, rowCount: number): string {
  // The id comes first: records are searched by how they begin.
  return JSON.stringify({ load_id: loadId, table_id: tableId, row_count: rowCount });
}

/** The outcome of an earlier load with this id; its columns are gone when its table is. */
export function findLoad(catalog: Catalog, loadId: string): CommitWriteOutcome | undefined {
  const load = findRecord(catalog, loadId) ?? findExpiredLoad(catalog, loadId);
  if (load === undefined) return undefined;
  const { snapshotId, tableId, rowCount } = load;
  const columns = readColumns(catalog, tableId, snapshotId).map(columnOf);
  return { snapshotId, rowCount, columns };
}

function findRecord(catalog: Catalog, loadId: string): CommittedLoad | undefined {
  const start = `{"load_id":${JSON.stringify(loadId)}`;
  // All texts that begin so and go on with a comma: the next character is the hyphen.
  const row = catalog.find(
    "SELECT snapshot_id, commit_extra_info FROM ducklake_snapshot_changes " +
      "WHERE commit_extra_info >= ? AND commit_extra_info < ?",
    `${start},`,
    `${start}-`,
  );
  const record = row && parseLoadRecord(textOf(row, "commit_extra_info"));
  if (row === undefined || record === undefined) return undefined;
  return {
    snapshotId: integerOf(row, "snapshot_id"),
    tableId: record.table_id,
    rowCount: record.row_count,
  };
}
