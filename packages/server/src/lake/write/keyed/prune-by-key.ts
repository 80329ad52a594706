import type { ColumnType } from "@hotdata/contract/types";
import type { WrittenFile } from "../../../engine/engine.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { integerOf, textOrNullOf } from "../../catalog/row-values.ts";
import type { WritePlan } from "../../lake.ts";
import { compareBounds } from "../statistics-order.ts";

/** Bounds of these types say nothing reliable: of bytes for their spelling, of floats for NaN. */
const WITHOUT_ORDER: ReadonlySet<string> = new Set([
  "BLOB",
  "FLOAT",
  "DOUBLE",
  "INTERVAL",
  "TIMETZ",
]);

const BOUNDS = `SELECT data_file_id, min_value, max_value FROM ducklake_file_column_stats
  WHERE table_id = ?1 AND column_id = ?2`;

interface KeyRange {
  readonly columnId: number;
  readonly type: ColumnType;
  readonly min: string;
  readonly max: string;
}

/** Ids of a table's data files whose statistics show that no row has one of the load's keys. */
export function filesWithoutKeys(
  catalog: Catalog,
  tableId: number,
  load: { readonly plan: WritePlan; readonly incoming: readonly WrittenFile[] },
): Set<number> {
  const excluded = new Set<number>();
  for (const { fieldId, type } of load.plan.keyed?.key ?? []) {
    const range = keyRange(fieldId, type, load.incoming);
    if (range === undefined) continue;
    for (const row of catalog.all(BOUNDS, tableId, fieldId)) {
      const bounds = { min: textOrNullOf(row, "min_value"), max: textOrNullOf(row, "max_value") };
      if (isOutside(range, bounds)) excluded.add(integerOf(row, "data_file_id"));
    }
  }
  return excluded;
}

function keyRange(
  columnId: number,
  type: ColumnType,
  incoming: readonly WrittenFile[],
): KeyRange | undefined {
  if (type.kind === "scalar" && WITHOUT_ORDER.has(type.name)) return undefined;
  let range: KeyRange | undefined;
  for (const file of incoming) {
    const { min, max } = file.statistics.find((entry) => entry.fieldId === columnId) ?? {};
    if (typeof min !== "string" || typeof max !== "string") return undefined;
    range = {
      columnId,
      type,
      min: range && !isBelow(type, min, range.min) ? range.min : min,
      max: range && !isBelow(type, range.max, max) ? range.max : max,
    };
  }
  return range;
}

function isOutside(
  range: KeyRange,
  { min, max }: { readonly min: string | null; readonly max: string | null },
): boolean {
  if (min === null || max === null) return false;
  return isBelow(range.type, max, range.min) || isBelow(range.type, range.max, min);
}

function isBelow(type: ColumnType, left: string, right: string): boolean {
  return (compareBounds(type, left, right) ?? 0) < 0;
}
