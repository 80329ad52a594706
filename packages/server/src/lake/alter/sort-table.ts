import type { SortKey } from "../../engine/write-layout.ts";
import { changeEntry } from "../catalog/snapshot-text.ts";
import { findNamed, readTables } from "../catalog/table-row.ts";
import { readColumns } from "../columns/column-node.ts";
import { isSameName, keptColumn } from "../columns/planned-column.ts";
import { findSort } from "../layout/live-layout.ts";
import { columnOfExpression } from "../layout/plan-layout.ts";
import { recordLayout } from "../layout/record-layout.ts";
import type { SnapshotBuilder } from "../write/snapshot-builder.ts";
import { type Alteration, AlterationRefusedError } from "./alteration.ts";

/** Begins or ends a table's order; one that it has already is left as it is. */
export function sortTable(
  builder: SnapshotBuilder,
  { table: name, keys }: Alteration & { readonly kind: "sort-table" },
): boolean {
  const { catalog } = builder;
  const table = findNamed(readTables(catalog, builder.id), name);
  if (table === undefined) return false;
  const live: readonly SortKey[] = (findSort(catalog, table.id)?.keys ?? []).map(
    ({ expression, ...key }) => ({ ...key, column: columnOfExpression(expression) || expression }),
  );
  if (isSameOrder(live, keys)) return true;
  if (live.length > 0 && keys.length > 0) {
    const columns = live.map(({ column }) => column).join(", ");
    throw new AlterationRefusedError(
      `Table '${name.schema}.${name.table}' is sorted by ${columns}`,
    );
  }
  // One without keys may be there, too.
  builder.end("ducklake_sort_info", table.id);
  const columns = readColumns(catalog, table.id, builder.id).map(keptColumn);
  recordLayout(builder, {
    tableId: table.id,
    columns,
    layout: { partitionBy: [], sortedBy: keys },
  });
  builder.changesSchema(table.id);
  builder.note(changeEntry("altered_table", table.id));
  return true;
}

function isSameOrder(left: readonly SortKey[], right: readonly SortKey[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ column, direction, nulls }, index) => {
      const other = right[index];
      return (
        other !== undefined &&
        isSameName(column, other.column) &&
        direction === other.direction &&
        nulls === other.nulls
      );
    })
  );
}
