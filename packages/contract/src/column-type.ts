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

type IntegerTypeName = (typeof INTEGER_TYPE_NAMES)[number];

/** What whole numbers of a type can be. */
export interface IntegerFacts {
  readonly bits: number;
  readonly signed: boolean;
  /** Digits that the longest one has. */
  readonly digits: number;
}

const INTEGER_FACTS: Readonly<Record<IntegerTypeName, IntegerFacts>> = {
  TINYINT: { bits: 8, signed: true, digits: 3 },
  SMALLINT: { bits: 16, signed: true, digits: 5 },
  INTEGER: { bits: 32, signed: true, digits: 10 },
  BIGINT: { bits: 64, signed: true, digits: 19 },
  UTINYINT: { bits: 8, signed: false, digits: 3 },
  USMALLINT: { bits: 16, signed: false, digits: 5 },
  UINTEGER: { bits: 32, signed: false, digits: 10 },
  UBIGINT: { bits: 64, signed: false, digits: 20 },
};

const INTEGERS: ReadonlyMap<string, IntegerFacts> = new Map(Object.entries(INTEGER_FACTS));
const WIDE_INTEGERS: ReadonlySet<string> = new Set(["HUGEINT", "UHUGEINT"]);

/** Undefined for scalar types that are not of whole numbers of 64 bits at most. */
export function integerFacts(name: string): IntegerFacts | undefined {
  return INTEGERS.get(name);
}

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
