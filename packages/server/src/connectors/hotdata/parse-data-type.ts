import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";

const SCALARS: Readonly<Record<string, ScalarTypeName>> = {
  boolean: "BOOLEAN",
  bool: "BOOLEAN",
  int8: "TINYINT",
  int16: "SMALLINT",
  int32: "INTEGER",
  int64: "BIGINT",
  uint8: "UTINYINT",
  uint16: "USMALLINT",
  uint32: "UINTEGER",
  uint64: "UBIGINT",
  float16: "FLOAT",
  float32: "FLOAT",
  float64: "DOUBLE",
  utf8: "VARCHAR",
  largeutf8: "VARCHAR",
  utf8view: "VARCHAR",
  binary: "BLOB",
  largebinary: "BLOB",
  binaryview: "BLOB",
  date32: "DATE",
  "time64(µs)": "TIME",
  "timestamp[s]": "TIMESTAMP",
  "timestamp[ms]": "TIMESTAMP",
  "timestamp[us]": "TIMESTAMP",
  "timestamp[ns]": "TIMESTAMP_NS",
};

/**
 * The type that a column of another server is read as, by its name in `information_schema`.
 * Undefined for names that do not tell it: fields of a struct may have any text in theirs.
 */
export function parseDataType(name: string): ColumnType | undefined {
  const text = name.trim();
  const scalar = SCALARS[text.toLowerCase()];
  if (scalar !== undefined) return { kind: "scalar", name: scalar };
  if (/^timestamp\[(s|ms|us), tz=[^\]]+\]$/i.test(text)) {
    return { kind: "scalar", name: "TIMESTAMPTZ" };
  }
  const decimal = /^decimal128\((\d{1,2}), ?(\d{1,2})\)$/i.exec(text);
  if (decimal !== null) {
    return { kind: "decimal", precision: Number(decimal[1]), scale: Number(decimal[2]) };
  }
  const list = /^(?:large_)?list<(?:item|element): (.*)>$/i.exec(text);
  if (list === null) return undefined;
  const element = parseDataType(list[1] ?? "");
  return element && { kind: "list", element };
}
