import type { RowTextColumn } from "../../../engine/engine.ts";
import { DECIMAL_DIGITS } from "../../columns/plain-type.ts";
import type { DiscoveredColumn } from "../../connector.ts";
import { rowTextColumn } from "../../sql/select-sql.ts";
import { readSourceType } from "../source-type.ts";
import { textSql } from "../text-sql.ts";
import type { BinaryColumn } from "./binary-column.ts";
import { BooleanColumn, BytesColumn, UuidColumn } from "./byte-columns.ts";
import { MAX_NARROW_DIGITS, NarrowDecimalColumn, WideDecimalColumn } from "./decimal-columns.ts";
import { DateColumn, TimestampColumn } from "./moment-columns.ts";
import { Int16Column, Int32Column, Int64Column } from "./number-columns.ts";

/** Types whose values are taken over without becoming text, by the source's name. */
const VALUES: Readonly<Record<string, () => BinaryColumn>> = {
  boolean: () => new BooleanColumn(),
  smallint: () => new Int16Column(),
  integer: () => new Int32Column(),
  oid: () => new Int32Column(),
  bigint: () => new Int64Column(),
  real: () => new Int32Column(),
  "double precision": () => new Int64Column(),
  uuid: () => new UuidColumn(),
  bytea: () => new BytesColumn(),
  date: () => new DateColumn(),
  "timestamp without time zone": () => new TimestampColumn(),
  "timestamp with time zone": () => new TimestampColumn(),
};

/** Types that are sent as their text in any case. */
const TEXTS: ReadonlySet<string> = new Set(["text", "character varying", "name"]);

/** How a column comes by a binary COPY. */
export interface ColumnForm {
  readonly column: RowTextColumn;
  /** What is selected for it. */
  sql(value: string): string;
  open(): BinaryColumn;
}

/** Values as they are where that is known; of all other types, the text that CSV would have. */
export function columnForm(column: DiscoveredColumn): ColumnForm {
  const { name, dimensions } = readSourceType(column.sourceType);
  const open = dimensions > 0 ? undefined : (VALUES[name] ?? decimalColumn(column, name));
  if (open !== undefined) {
    return { column: { ...rowTextColumn(column), encoding: "value" }, sql: (value) => value, open };
  }
  const isText = dimensions === 0 && TEXTS.has(name);
  const sql = (value: string): string => (isText ? value : `(${textSql(column, value)})::text`);
  return { column: rowTextColumn(column), sql, open: () => new BytesColumn() };
}

function decimalColumn(
  { type }: DiscoveredColumn,
  sourceName: string,
): (() => BinaryColumn) | undefined {
  if (sourceName !== "numeric" || type.kind !== "decimal") return undefined;
  const { precision, scale } = type;
  if (precision <= DECIMAL_DIGITS.int32) return () => new NarrowDecimalColumn(scale, 1);
  if (precision <= MAX_NARROW_DIGITS) return () => new NarrowDecimalColumn(scale, 2);
  return () => new WideDecimalColumn(scale, precision <= DECIMAL_DIGITS.int64 ? 2 : 4);
}
