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

/** A named column of a table or result. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}
