import type { ColumnType } from "@hotdata/contract/types";
import { quoteLiteral } from "../sql-text.ts";

/** About how many bytes a row of values is as text: those known from the types, and SQL for the others. */
export interface TextWidth {
  readonly fixedBytes: number;
  /** Expressions that are never NULL; each value takes so many bytes more. */
  readonly sql: readonly string[];
}

/** Bytes of an ordinary value, with its separator; what decides is whether they depend on the value. */
const VALUE_BYTES = 12;
const TIME_BYTES = 26;

export function rowWidth(
  columns: readonly { readonly type: ColumnType; readonly sql: string }[],
): TextWidth {
  const widths = columns.map(({ type, sql }) => valueWidth(type, sql));
  return {
    fixedBytes: widths.reduce((sum, { fixedBytes }) => sum + fixedBytes, 0),
    sql: widths.flatMap(({ sql }) => sql),
  };
}

function valueWidth(type: ColumnType, value: string): TextWidth {
  if (type.kind === "struct") {
    const fields = type.fields.map((field) => ({
      type: field.type,
      sql: `struct_extract(${value}, ${quoteLiteral(field.name)})`,
    }));
    const { fixedBytes, sql } = rowWidth(fields);
    const names = type.fields.reduce((sum, { name }) => sum + name.length, 0);
    return { fixedBytes: fixedBytes + names, sql };
  }
  if (type.kind === "list") {
    const element = valueWidth(type.element, "");
    const isFixed = element.sql.length === 0;
    const bytes = isFixed
      ? `len(${value}) * ${element.fixedBytes}`
      : `strlen(CAST(${value} AS VARCHAR))`;
    return { fixedBytes: 2, sql: [orZero(bytes)] };
  }
  if (type.kind === "map") return asWritten(value);
  if (type.kind !== "scalar") return { fixedBytes: VALUE_BYTES, sql: [] };
  switch (type.name) {
    case "VARCHAR":
      return { fixedBytes: 3, sql: [orZero(`strlen(${value})`)] };
    case "BLOB":
      return { fixedBytes: 3, sql: [orZero(`2 * octet_length(${value})`)] };
    case "TIMESTAMP":
    case "TIMESTAMPTZ":
    case "TIMESTAMP_NS":
      return { fixedBytes: TIME_BYTES, sql: [] };
    default:
      return { fixedBytes: VALUE_BYTES, sql: [] };
  }
}

function asWritten(value: string): TextWidth {
  return { fixedBytes: 3, sql: [orZero(`strlen(CAST(${value} AS VARCHAR))`)] };
}

function orZero(bytes: string): string {
  return `coalesce(${bytes}, 0)`;
}
