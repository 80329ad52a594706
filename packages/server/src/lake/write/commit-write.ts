import type { Catalog } from "../catalog/catalog.ts";
import { changeEntry } from "../catalog/snapshot-text.ts";
import { findNamed, readTables } from "../catalog/table-row.ts";
import { tableSize } from "../catalog/table-size.ts";
import { readColumns } from "../columns/column-node.ts";
import { type CommitWriteOutcome, type CommitWriteRequest, StalePlanError } from "../lake.ts";
import { recordLayout } from "../layout/record-layout.ts";
import { addTable } from "./add-table.ts";
import { applyColumnChanges } from "./apply-column-changes.ts";
import { checkValues } from "./check-values.ts";
import { endRows } from "./end-rows.ts";
import { deleteRows } from "./keyed/delete-rows.ts";
import { isSameRows } from "./keyed/find-candidates.ts";
import { findLoad, loadRecordText } from "./load-record.ts";
import { registerFile } from "./register-file.ts";
import { SnapshotBuilder } from "./snapshot-builder.ts";
import { parseWriteBasis, tableFingerprint } from "./write-basis.ts";

export interface Commit {
  readonly outcome: CommitWriteOutcome;
  /** False when a load with this id was committed before. */
  readonly isNew: boolean;
}

/**
 * Publishes a load in one snapshot; runs in a write transaction. The files lie in their places by
 * now; without any the load has no rows. Rows that another client added since the plan stay, or are
 * replaced with the others.
 */
export function commitWrite(catalog: Catalog, request: CommitWriteRequest): Commit {
  const { plan, files, loadId, deletions = [], inlinedRowIds = [] } = request;
  const earlier = findLoad(catalog, loadId);
  if (earlier !== undefined) return { outcome: earlier, isNew: false };
  const basis = parseWriteBasis(plan.basis);
  const head = catalog.head();
  const known = findNamed(readTables(catalog, head.snapshotId), plan);
  const current = known ? readColumns(catalog, known.id, head.snapshotId) : [];
  if (tableFingerprint(known, current) !== basis.fingerprint) {
    throw new StalePlanError(
      `the columns of ${plan.schema}.${plan.table} were changed by another program meanwhile`,
    );
  }
  if (!isSameRows(catalog, known, basis.rows)) {
    throw new StalePlanError(`rows of ${plan.schema}.${plan.table} were changed meanwhile`);
  }
  for (const file of files) checkValues(basis, current, file);
  const builder = new SnapshotBuilder(catalog, head);
  const table = known ?? addTable(builder, plan);
  if (known !== undefined && plan.mode === "replace") endRows(builder, known.id);
  const hasNewColumns = applyColumnChanges(builder, table.id, current, plan.columns);
  const layout = recordLayout(builder, { ...plan, tableId: table.id });
  for (const file of files) {
    const { columns } = plan;
    const { partitionId } = layout;
    const added = { tableId: table.id, tableFolder: table.folder, file, columns, partitionId };
    registerFile(builder, added);
  }
  // A load that finds nothing to delete or update is recorded as one of these all the same.
  if (files.length > 0 || ["append", "upsert"].includes(plan.mode)) {
    builder.note(changeEntry("inserted_into_table", table.id));
  }
  if (deletions.length > 0 || ["delete", "update"].includes(plan.mode)) {
    builder.note(changeEntry("deleted_from_table", table.id));
  }
  deleteRows(builder, table, { deletions, inlinedRowIds });
  const isAltered = hasNewColumns || layout.isChanged;
  if (isAltered && known !== undefined) builder.note(changeEntry("altered_table", table.id));
  const { rowCount } = tableSize(catalog, table.id, builder.id);
  builder.finish(loadRecordText(loadId, table.id, rowCount));
  const columns = plan.columns.map(({ name, type }) => ({ name, type }));
  return { outcome: { snapshotId: builder.id, rowCount, columns }, isNew: true };
}
