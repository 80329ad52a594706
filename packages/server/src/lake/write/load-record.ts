import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, textOf } from "../catalog/row-values.ts";
import { columnOf, readColumns } from "../columns/column-node.ts";
import type { CommitWriteOutcome } from "../lake.ts";

const LoadRecord = z.object({ load_id: z.string(), table_id: z.int(), row_count: z.int() });

/** Text kept with a load's snapshot, by which a repeated load is recognised. */
export function loadRecordText(loadId: string, tableId: number, rowCount: number): string {
  // The id comes first: records are searched by how they begin.
  return JSON.stringify({ load_id: loadId, table_id: tableId, row_count: rowCount });
}

/** The outcome of an earlier load with this id. */
export function findLoad(catalog: Catalog, loadId: string): CommitWriteOutcome | undefined {
  const start = `{"load_id":${JSON.stringify(loadId)},`;
  const row = catalog.find(
    "SELECT snapshot_id, commit_extra_info FROM ducklake_snapshot_changes " +
      "WHERE substr(commit_extra_info, 1, length(?1)) = ?1",
    start,
  );
  if (row === undefined) return undefined;
  const record = LoadRecord.parse(JSON.parse(textOf(row, "commit_extra_info")));
  const snapshotId = integerOf(row, "snapshot_id");
  const columns = readColumns(catalog, record.table_id, snapshotId).map(columnOf);
  return { snapshotId, rowCount: record.row_count, columns };
}
