import type { WrittenFile } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { changeEntry } from "../catalog/snapshot-text.ts";
import { findNamed, readTables } from "../catalog/table-row.ts";
import { tableSize } from "../catalog/table-size.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import {
  type CommitWriteOutcome,
  type CommitWriteRequest,
  IncompatibleColumnError,
  StalePlanError,
} from "../lake.ts";
import { addTable } from "./add-table.ts";
import { applyColumnChanges } from "./apply-column-changes.ts";
import { endRows } from "./end-rows.ts";
import { findLoad, loadRecordText } from "./load-record.ts";
import { isExactDouble } from "./proof-range.ts";
import { registerFile } from "./register-file.ts";
import { SnapshotBuilder } from "./snapshot-builder.ts";
import { parseWriteBasis, tableFingerprint, type WriteBasis } from "./write-basis.ts";

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
export function commitWrite(catalog: Catalog, { plan, files, loadId }: CommitWriteRequest): Commit {
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
  for (const file of files) checkValues(basis, current, file);
  const builder = new SnapshotBuilder(catalog, head);
  const table = known ?? addTable(builder, plan);
  if (known !== undefined && plan.mode === "replace") endRows(builder, known.id);
  const isAltered = applyColumnChanges(builder, table.id, current, plan.columns);
  for (const file of files) {
    const { columns } = plan;
    registerFile(builder, { tableId: table.id, tableFolder: table.folder, file, columns });
  }
  if (files.length > 0 || plan.mode === "append") {
    builder.note(changeEntry("inserted_into_table", table.id));
  }
  if (isAltered && known !== undefined) builder.note(changeEntry("altered_table", table.id));
  const { rowCount } = tableSize(catalog, table.id, builder.id);
  builder.finish(loadRecordText(loadId, table.id, rowCount));
  const columns = plan.columns.map(({ name, type }) => ({ name, type }));
  return { outcome: { snapshotId: builder.id, rowCount, columns }, isNew: true };
}

/** Rejects values that only the written file tells of. */
function checkValues(basis: WriteBasis, current: readonly ColumnNode[], file: WrittenFile): void {
  const statistics = new Map(file.statistics.map((entry) => [entry.fieldId, entry]));
  for (const { columnId, message } of basis.exactDoubles) {
    const { min = null, max = null } = statistics.get(columnId) ?? {};
    const isExact = [min, max].every((bound) => bound === null || isExactDouble(bound));
    if (!isExact) throw new IncompatibleColumnError(message);
  }
  for (const node of current) {
    const nullCount = node.allowsNull ? 0 : (statistics.get(node.id)?.nullCount ?? 0);
    if (nullCount > 0) {
      throw new IncompatibleColumnError(
        `column "${node.name}" must not be NULL, but ${nullCount} values of the data are`,
      );
    }
  }
}
