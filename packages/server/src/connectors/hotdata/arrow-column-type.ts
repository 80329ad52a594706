import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import { DataType, type Field, Precision, TimeUnit } from "apache-arrow";

/** The type that a result's column is read as; undefined for one that only text can hold. */
export function arrowColumnType(type: DataType): ColumnType | undefined {
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const element = arrowColumnType(type.valueType);
    return element && { kind: "list", element };
  }
  if (DataType.isStruct(type)) {
    const fields = type.children.flatMap((field: Field) => {
      const inner = arrowColumnType(field.type);
      return inner === undefined ? [] : { name: field.name, type: inner };
    });
    return fields.length === type.children.length ? { kind: "struct", fields } : undefined;
  }
  if (DataType.isMap(type)) {
    const key = arrowColumnType(type.keyType);
    const value = arrowColumnType(type.valueType);
    return key && value && { kind: "map", key, value };
  }
  if (DataType.isDecimal(type)) {
    const { precision, scale } = type;
    return precision <= 38 ? { kind: "decimal", precision, scale } : undefined;
  }
  const name = scalarName(type);
  return name && { kind: "scalar", name };
}

function scalarName(type: DataType): ScalarTypeName | undefined {
  if (DataType.isBool(type)) return "BOOLEAN";
  if (DataType.isInt(type)) return INTEGERS[`${type.isSigned ? "" : "U"}${type.bitWidth}`];
  if (DataType.isFloat(type)) return type.precision === Precision.DOUBLE ? "DOUBLE" : "FLOAT";
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return "VARCHAR";
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) return "BLOB";
  if (DataType.isDate(type)) return "DATE";
  if (DataType.isTime(type)) return type.unit === TimeUnit.NANOSECOND ? undefined : "TIME";
  if (!DataType.isTimestamp(type)) return undefined;
  if (typeof type.timezone === "string") {
    return type.unit === TimeUnit.NANOSECOND ? undefined : "TIMESTAMPTZ";
  }
  return type.unit === TimeUnit.NANOSECOND ? "TIMESTAMP_NS" : "TIMESTAMP";
}

const INTEGERS: Readonly<Record<string, ScalarTypeName>> = {
  8: "TINYINT",
  16: "SMALLINT",
  32: "INTEGER",
  64: "BIGINT",
  U8: "UTINYINT",
  U16: "USMALLINT",
  U32: "UINTEGER",
  U64: "UBIGINT",
};
