import type { Column, ColumnType } from "@hotdata/contract";
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  Map_,
  Struct,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
} from "apache-arrow";

/** The Arrow type of a delivered column type. */
export function arrowType(type: ColumnType): DataType {
  switch (type.kind) {
    case "decimal":
      return new Decimal(type.scale, type.precision, 128);
    case "list":
    case "array":
      return new List(arrowField({ name: "item", type: type.element }));
    case "struct":
      return new Struct(type.fields.map(arrowField));
    case "map":
      return arrowMap(type.key, type.value);
    case "scalar":
      return arrowScalar(type.name);
    case "enum":
    case "union":
      return new Utf8();
  }
}

export function arrowField(column: Column): Field {
  return new Field(column.name, arrowType(column.type), true);
}

function arrowMap(key: ColumnType, value: ColumnType): DataType {
  const entries = new Struct<{ key: DataType; value: DataType }>([
    new Field("key", arrowType(key), false),
    new Field("value", arrowType(value), true),
  ]);
  return new Map_(new Field("entries", entries, false), false);
}

function arrowScalar(name: string): DataType {
  switch (name) {
    case "BOOLEAN":
      return new Bool();
    case "TINYINT":
      return new Int8();
    case "SMALLINT":
      return new Int16();
    case "INTEGER":
      return new Int32();
    case "BIGINT":
      return new Int64();
    case "UTINYINT":
      return new Uint8();
    case "USMALLINT":
      return new Uint16();
    case "UINTEGER":
      return new Uint32();
    case "UBIGINT":
      return new Uint64();
    case "FLOAT":
      return new Float32();
    case "DOUBLE":
      return new Float64();
    case "BLOB":
      return new Binary();
    case "DATE":
      return new DateDay();
    case "TIME":
      return new TimeMicrosecond();
    case "TIMESTAMP":
      return new TimestampMicrosecond();
    case "TIMESTAMP_NS":
      return new TimestampNanosecond();
    case "TIMESTAMPTZ":
      return new TimestampMicrosecond("UTC");
    default:
      return new Utf8();
  }
}
