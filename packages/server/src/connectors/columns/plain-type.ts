import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import type { writeMetadata } from "hyparquet-writer/src/metadata.js";

export type FileMetadata = Parameters<typeof writeMetadata>[1];
/** How the values of a column lie in a Parquet file. */
export type PlainType = Omit<FileMetadata["schema"][number], "name" | "type"> & {
  readonly type: NonNullable<FileMetadata["schema"][number]["type"]>;
};

const MICROS = { unit: "MICROS" } as const;

const SCALARS: Partial<Record<ScalarTypeName, PlainType>> = {
  BOOLEAN: { type: "BOOLEAN" },
  SMALLINT: { type: "INT32", converted_type: "INT_16" },
  INTEGER: { type: "INT32" },
  BIGINT: { type: "INT64" },
  UINTEGER: { type: "INT32", converted_type: "UINT_32" },
  FLOAT: { type: "FLOAT" },
  DOUBLE: { type: "DOUBLE" },
  VARCHAR: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  BLOB: { type: "BYTE_ARRAY" },
  UUID: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" } },
  DATE: { type: "INT32", converted_type: "DATE" },
  TIMESTAMP: {
    type: "INT64",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, ...MICROS },
  },
  TIMESTAMPTZ: {
    type: "INT64",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, ...MICROS },
  },
};

/** Digits that fit the physical types for decimals; see "DECIMAL" in the Parquet format. */
export const DECIMAL_DIGITS = { int32: 9, int64: 18 };

/** Undefined for types that have no plain form of their own here: such values go as text. */
export function plainType(type: ColumnType): PlainType | undefined {
  if (type.kind === "scalar") return SCALARS[type.name];
  if (type.kind !== "decimal") return undefined;
  const { precision, scale } = type;
  const kind = { converted_type: "DECIMAL", precision, scale } as const;
  if (precision <= DECIMAL_DIGITS.int32) return { type: "INT32", ...kind };
  if (precision <= DECIMAL_DIGITS.int64) return { type: "INT64", ...kind };
  return { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, ...kind };
}
