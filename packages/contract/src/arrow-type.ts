import type { ColumnType, ScalarTypeName, StructField } from "./column-type.ts";

/** The Arrow type a column is delivered as, a part of Arrow's types being enough. */
export type ArrowType =
  | { readonly kind: "plain"; readonly name: ArrowPlainTypeName }
  | { readonly kind: "decimal128"; readonly precision: number; readonly scale: number }
  | { readonly kind: "time64"; readonly unit: "us" }
  | { readonly kind: "timestamp"; readonly unit: "us" | "ns"; readonly timezone?: "UTC" }
  | { readonly kind: "list"; readonly element: ArrowType }
  | { readonly kind: "struct"; readonly fields: readonly ArrowField[] }
  | { readonly kind: "map"; readonly key: ArrowType; readonly value: ArrowType };

export type ArrowPlainTypeName =
  | "Boolean"
  | `${"" | "U"}Int${8 | 16 | 32 | 64}`
  | "Float32"
  | "Float64"
  | "Utf8"
  | "Binary"
  | "Date32";

export interface ArrowField {
  readonly name: string;
  readonly type: ArrowType;
}

/**
 * How a SQL type is delivered: as itself where Arrow has an equal, else as text or as the nearest
 * type. It follows from the type alone, never from values.
 */
export function arrowType(type: ColumnType): ArrowType {
  switch (type.kind) {
    case "scalar":
      return SCALARS[type.name];
    case "decimal":
      return { kind: "decimal128", precision: type.precision, scale: type.scale };
    case "enum":
    case "union":
      return TEXT;
    case "list":
    case "array":
      return { kind: "list", element: arrowType(type.element) };
    case "struct":
      return { kind: "struct", fields: type.fields.map(arrowStructField) };
    case "map":
      return { kind: "map", key: arrowType(type.key), value: arrowType(type.value) };
  }
}

function arrowStructField(field: StructField, index: number): ArrowField {
  // Fields of `row(1, 2)` have no names; Parquet does not allow that.
  return { name: field.name === "" ? `v${index + 1}` : field.name, type: arrowType(field.type) };
}

const TEXT = plain("Utf8");

const SCALARS: Readonly<Record<ScalarTypeName, ArrowType>> = {
  BOOLEAN: plain("Boolean"),
  TINYINT: plain("Int8"),
  SMALLINT: plain("Int16"),
  INTEGER: plain("Int32"),
  BIGINT: plain("Int64"),
  HUGEINT: plain("Int64"),
  UTINYINT: plain("UInt8"),
  USMALLINT: plain("UInt16"),
  UINTEGER: plain("UInt32"),
  UBIGINT: plain("UInt64"),
  UHUGEINT: TEXT,
  FLOAT: plain("Float32"),
  DOUBLE: plain("Float64"),
  VARCHAR: TEXT,
  BLOB: plain("Binary"),
  BIT: TEXT,
  BIGNUM: TEXT,
  UUID: TEXT,
  JSON: TEXT,
  DATE: plain("Date32"),
  TIME: { kind: "time64", unit: "us" },
  TIME_NS: TEXT,
  TIMETZ: TEXT,
  TIMESTAMP: { kind: "timestamp", unit: "us" },
  TIMESTAMP_S: { kind: "timestamp", unit: "us" },
  TIMESTAMP_MS: { kind: "timestamp", unit: "us" },
  TIMESTAMP_NS: { kind: "timestamp", unit: "ns" },
  TIMESTAMPTZ: { kind: "timestamp", unit: "us", timezone: "UTC" },
  INTERVAL: TEXT,
  GEOMETRY: TEXT,
  VARIANT: TEXT,
  NULL: plain("Int32"),
};

function plain(name: ArrowPlainTypeName): ArrowType {
  return { kind: "plain", name };
}
