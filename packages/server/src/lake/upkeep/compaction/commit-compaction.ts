import type { WrittenFile } from "../../../engine/engine.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { integerOf } from "../../catalog/row-values.ts";
import { changeEntry } from "../../catalog/snapshot-text.ts";
import { readTables, type TableRow } from "../../catalog/table-row.ts";
import { readColumns } from "../../columns/column-node.ts";
import { recordLayout } from "../../layout/record-layout.ts";
import { registerFile } from "../../write/register-file.ts";
import { SnapshotBuilder } from "../../write/snapshot-builder.ts";
import { tableFingerprint } from "../../write/write-basis.ts";
import type { CompactionPlan } from "../lake-upkeep.ts";
import { type CompactionBasis, parseCompactionBasis } from "./compaction-basis.ts";
import { readLiveFiles } from "./live-files.ts";

/**
 * Ends the planned files and begins the written ones, in one snapshot: older snapshots keep reading
 * the former. False when the plan is out of date. Runs in a write transaction.
 *
 * @param files lie in their places
 */
export function commitCompaction(
  catalog: Catalog,
  plan: CompactionPlan,
  files: readonly WrittenFile[],
): boolean {
  const basis = parseCompactionBasis(plan.basis);
  const head = catalog.head();
  const table = readTables(catalog, head.snapshotId).find(({ id }) => id === basis.tableId);
  if (table === undefined || !isCurrent(catalog, table, { basis, snapshotId: head.snapshotId })) {
    return false;
  }
  refuseOtherRows(plan, files);
  const builder = new SnapshotBuilder(catalog, head);
  endInputs(builder, basis);
  const statistics = readTotals(catalog, table.id);
  const { partitionId } = recordLayout(builder, { ...plan, tableId: table.id });
  const { columns } = plan;
  for (const file of files) {
    registerFile(builder, {
      tableId: table.id,
      tableFolder: table.folder,
      file,
      columns,
      partitionId,
    });
  }
  if (statistics !== undefined) keepTotals(builder, { basis, statistics });
  const change = basis.inputs.length === 1 ? "rewrite_delete" : "merge_adjacent";
  builder.note(changeEntry(change, table.id));
  builder.finish(null);
  return true;
}

interface BasisToCheck {
  readonly basis: CompactionBasis;
  readonly snapshotId: number;
}

/** Loads only add files; what matters is that nobody has touched those of the plan. */
function isCurrent(
  catalog: Catalog,
  table: TableRow,
  { basis, snapshotId }: BasisToCheck,
): boolean {
  const columns = readColumns(catalog, table.id, snapshotId);
  if (tableFingerprint(table, columns) !== basis.fingerprint) return false;
  const live = new Map(readLiveFiles(catalog, table.id).map((file) => [file.id, file]));
  return basis.inputs.every(({ id, liveRowCount, deleteFileId }) => {
    const file = live.get(id);
    return file?.liveRowCount === liveRowCount && file.deleteFileId === deleteFileId;
  });
}

/** Whatever went wrong before, no row may get lost or double. */
function refuseOtherRows(plan: CompactionPlan, files: readonly WrittenFile[]): void {
  const rowCount = files.reduce((sum, file) => sum + file.rowCount, 0);
  if (rowCount === plan.rowCount) return;
  throw new Error(
    `the compaction of ${plan.schema}.${plan.table} wrote ${rowCount} rows instead of ${plan.rowCount}`,
  );
}

function endInputs({ catalog, id }: SnapshotBuilder, basis: CompactionBasis): void {
  const ids = JSON.stringify(basis.inputs.map((input) => input.id));
  for (const table of ["ducklake_data_file", "ducklake_delete_file"]) {
    catalog.run(
      `UPDATE ${table} SET end_snapshot = ? WHERE end_snapshot IS NULL AND data_file_id IN ` +
        "(SELECT value FROM json_each(?))",
      id,
      ids,
    );
  }
}

interface Totals {
  readonly recordCount: number;
  readonly nextRowId: number;
  readonly sizeBytes: number;
}

function readTotals(catalog: Catalog, tableId: number): Totals | undefined {
  const row = catalog.find("SELECT * FROM ducklake_table_stats WHERE table_id = ?", tableId);
  return (
    row && {
      recordCount: integerOf(row, "record_count"),
      nextRowId: integerOf(row, "next_row_id"),
      sizeBytes: integerOf(row, "file_size_bytes"),
    }
  );
}

/** No row was added: the totals stay, and neighbours' rows keep the place that they had. */
function keepTotals(
  { catalog, id }: SnapshotBuilder,
  { basis, statistics }: { readonly basis: CompactionBasis; readonly statistics: Totals },
): void {
  const { recordCount, nextRowId, sizeBytes } = statistics;
  catalog.run(
    "UPDATE ducklake_table_stats SET record_count = ?, file_size_bytes = ? WHERE table_id = ?",
    recordCount,
    sizeBytes,
    basis.tableId,
  );
  if (basis.rowIdStart === null) return;
  catalog.run(
    "UPDATE ducklake_table_stats SET next_row_id = ? WHERE table_id = ?",
    nextRowId,
    basis.tableId,
  );
  catalog.run(
    "UPDATE ducklake_data_file SET row_id_start = row_id_start - ? + ? " +
      "WHERE table_id = ? AND begin_snapshot = ?",
    nextRowId,
    basis.rowIdStart,
    basis.tableId,
    id,
  );
}
