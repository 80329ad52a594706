import { type ArrowPlainTypeName, type ArrowType, arrowType, type Column } from "@hotdata/contract";
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

/** The field of an Arrow schema for a result column. */
export function arrowField(column: Column): Field {
  return nullableField(column.name, arrowType(column.type));
}

function nullableField(name: string, type: ArrowType): Field {
  return new Field(name, dataType(type), true);
}

function dataType(type: ArrowType): DataType {
  switch (type.kind) {
    case "plain":
      return PLAIN[type.name]();
    case "decimal128":
      return new Decimal(type.scale, type.precision, 128);
    case "time64":
      return new TimeMicrosecond();
    case "timestamp":
      return type.unit === "ns"
        ? new TimestampNanosecond(type.timezone)
        : new TimestampMicrosecond(type.timezone);
    case "list":
      return new List(nullableField("item", type.element));
    case "struct":
      return new Struct(type.fields.map((field) => nullableField(field.name, field.type)));
    case "map":
      return mapType(type.key, type.value);
  }
}

function mapType(key: ArrowType, value: ArrowType): DataType {
  const entries = new Struct<{ key: DataType; value: DataType }>([
    new Field("key", dataType(key), false),
    new Field("value", dataType(value), true),
  ]);
  return new Map_(new Field("entries", entries, false), false);
}

const PLAIN: Readonly<Record<ArrowPlainTypeName, () => DataType>> = {
  Boolean: () => new Bool(),
  Int8: () => new Int8(),
  Int16: () => new Int16(),
  Int32: () => new Int32(),
  Int64: () => new Int64(),
  UInt8: () => new Uint8(),
  UInt16: () => new Uint16(),
  UInt32: () => new Uint32(),
  UInt64: () => new Uint64(),
  Float32: () => new Float32(),
  Float64: () => new Float64(),
  Utf8: () => new Utf8(),
  Binary: () => new Binary(),
  Date32: () => new DateDay(),
};
