/**
 * A column's SQL type as a tree. Nested types keep their parts, so that every layer
 * (catalog, engine, Arrow, JSON) can walk the same value instead of parsing type text.
 */
export type ColumnType =
  | { readonly kind: "scalar"; readonly name: ScalarTypeName }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list"; readonly element: ColumnType }
  | { readonly kind: "array"; readonly element: ColumnType; readonly size: number }
  | { readonly kind: "struct"; readonly fields: readonly StructField[] }
  | { readonly kind: "map"; readonly key: ColumnType; readonly value: ColumnType }
  | { readonly kind: "union"; readonly members: readonly StructField[] };

export interface StructField {
  readonly name: string;
  readonly type: ColumnType;
}

/** Types without parameters, by their SQL names. */
export const SCALAR_TYPE_NAMES = [
  "BOOLEAN",
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "BIGINT",
  "HUGEINT",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "UBIGINT",
  "UHUGEINT",
  "FLOAT",
  "DOUBLE",
  "VARCHAR",
  "BLOB",
  "BIT",
  "BIGNUM",
  "UUID",
  "JSON",
  "DATE",
  "TIME",
  "TIME_NS",
  "TIMETZ",
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "TIMESTAMPTZ",
  "INTERVAL",
  "GEOMETRY",
  "VARIANT",
  "NULL",
] as const;

export type ScalarTypeName = (typeof SCALAR_TYPE_NAMES)[number];

/** Whole numbers of 64 bits at most. */
export const INTEGER_TYPE_NAMES = [
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "BIGINT",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "UBIGINT",
] as const satisfies readonly ScalarTypeName[];

const INTEGERS: ReadonlySet<string> = new Set(INTEGER_TYPE_NAMES);
const WIDE_INTEGERS: ReadonlySet<string> = new Set(["HUGEINT", "UHUGEINT"]);

/** Whether a scalar type is one of whole numbers of 64 bits at most. */
export function isInteger(name: string): boolean {
  return INTEGERS.has(name);
}

/** Whether a scalar type is one of whole numbers of 128 bits at most. */
export function isAnyInteger(name: string): boolean {
  return INTEGERS.has(name) || WIDE_INTEGERS.has(name);
}

/** A named column of a table or result. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}
