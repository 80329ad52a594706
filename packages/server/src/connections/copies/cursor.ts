import { type Column, type ColumnType, INTEGER_TYPE_NAMES } from "@hotdata/contract/types";
import type { WrittenFile } from "../../engine/engine.ts";
import { isSameName } from "../../lake/columns/planned-column.ts";
import type { WritePlan } from "../../lake/lake.ts";
import { compareBounds } from "../../lake/write/statistics-order.ts";

/** Types that every source orders as the engine does, and whose greatest value files know exactly. */
const CURSOR_TYPES: ReadonlySet<string> = new Set([
  ...INTEGER_TYPE_NAMES,
  "DATE",
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "TIMESTAMPTZ",
]);

/** Whether new rows of a table can be told by this column. */
export function canBeCursor(type: ColumnType): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && CURSOR_TYPES.has(type.name);
}

/**
 * The greatest value of a column in written files and of `known`, as text. Undefined when there is
 * none from which a later read could go on.
 */
export function greatestValue(
  { plan, files }: { readonly plan: WritePlan; readonly files: readonly WrittenFile[] },
  columnName: string,
  known: string | undefined,
): string | undefined {
  const columns = plan.keyed?.incoming ?? plan.columns;
  const column = columns.find(({ name }) => isSameName(name, columnName));
  if (column === undefined) return undefined;
  let greatest = known;
  for (const { statistics, rowCount } of files) {
    const found = statistics.find(({ fieldId }) => fieldId === column.fieldId);
    const max = found?.max ?? null;
    // A file that does not tell may have any value.
    if (max === null && found?.nullCount !== rowCount) return undefined;
    if (max === null) continue;
    if (/infinity/i.test(max)) return undefined;
    greatest = greatest === undefined ? max : greaterOf(column, greatest, max);
    if (greatest === undefined) return undefined;
  }
  return greatest;
}

function greaterOf({ type }: Column, left: string, right: string): string | undefined {
  const order = compareBounds(type, left, right);
  if (order === undefined) return undefined;
  return order < 0 ? right : left;
}
