import type { ColumnType } from "@hotdata/contract/types";
import type { Catalog } from "../catalog/catalog.ts";
import {
  type CatalogRow,
  flagOrNullOf,
  integerOf,
  integerOrNullOf,
  textOrNullOf,
} from "../catalog/row-values.ts";
import { boundKey, type OrderKey } from "./order-key.ts";

/** What the catalog knows of a column's values in one data file. */
export interface FileBounds {
  /** Undefined where nothing is known. NaN is left out of both. */
  readonly low: OrderKey | undefined;
  readonly high: OrderKey | undefined;
  readonly isAllNull: boolean;
  readonly mayHoldNan: boolean;
}

const BOUNDS = `SELECT data_file_id, min_value, max_value, null_count, record_count, contains_nan
  FROM ducklake_file_column_stats AS stats JOIN ducklake_data_file USING (data_file_id)
  WHERE stats.table_id = ? AND column_id = ?`;

const TYPES = `SELECT count(DISTINCT lower(column_type)) AS type_count
  FROM ducklake_column WHERE table_id = ? AND column_id = ?`;

/** A column's bounds in all files that have any, by file id. */
export function readFileBounds(
  catalog: Catalog,
  tableId: number,
  column: { readonly id: number; readonly type: ColumnType },
): ReadonlyMap<number, FileBounds> {
  const { type } = column;
  if (isText(type) && hadOtherTypes(catalog, tableId, column.id)) return new Map();
  const rows = catalog.all(BOUNDS, tableId, column.id);
  return new Map(rows.map((row) => [integerOf(row, "data_file_id"), boundsOf(row, type)]));
}

function isText(type: ColumnType): boolean {
  return type.kind === "scalar" && type.name === "VARCHAR";
}

/** Bounds are in the order that the column had when the file was written. */
function hadOtherTypes(catalog: Catalog, tableId: number, columnId: number): boolean {
  return integerOf(catalog.get(TYPES, tableId, columnId), "type_count") > 1;
}

function boundsOf(row: CatalogRow, type: ColumnType): FileBounds {
  const [low, high] = [textOrNullOf(row, "min_value"), textOrNullOf(row, "max_value")];
  const isFloat = type.kind === "scalar" && (type.name === "FLOAT" || type.name === "DOUBLE");
  return {
    low: low === null ? undefined : boundKey(type, low),
    high: high === null ? undefined : boundKey(type, high),
    isAllNull:
      low === null &&
      high === null &&
      integerOrNullOf(row, "null_count") === integerOf(row, "record_count"),
    mayHoldNan: isFloat && flagOrNullOf(row, "contains_nan") !== false,
  };
}
