import type { ColumnType, ScalarTypeName, StructField } from "@hotdata/contract/types";
import {
  DuckDBArrayType,
  DuckDBDecimalType,
  DuckDBEnumType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUnionType,
} from "@duckdb/node-api";

const SCALARS: ReadonlyMap<DuckDBTypeId, ScalarTypeName> = new Map([
  [DuckDBTypeId.BOOLEAN, "BOOLEAN"],
  [DuckDBTypeId.TINYINT, "TINYINT"],
  [DuckDBTypeId.SMALLINT, "SMALLINT"],
  [DuckDBTypeId.INTEGER, "INTEGER"],
  [DuckDBTypeId.BIGINT, "BIGINT"],
  [DuckDBTypeId.HUGEINT, "HUGEINT"],
  [DuckDBTypeId.UTINYINT, "UTINYINT"],
  [DuckDBTypeId.USMALLINT, "USMALLINT"],
  [DuckDBTypeId.UINTEGER, "UINTEGER"],
  [DuckDBTypeId.UBIGINT, "UBIGINT"],
  [DuckDBTypeId.UHUGEINT, "UHUGEINT"],
  [DuckDBTypeId.FLOAT, "FLOAT"],
  [DuckDBTypeId.DOUBLE, "DOUBLE"],
  [DuckDBTypeId.VARCHAR, "VARCHAR"],
  [DuckDBTypeId.BLOB, "BLOB"],
  [DuckDBTypeId.BIT, "BIT"],
  [DuckDBTypeId.BIGNUM, "BIGNUM"],
  [DuckDBTypeId.UUID, "UUID"],
  [DuckDBTypeId.DATE, "DATE"],
  [DuckDBTypeId.TIME, "TIME"],
  [DuckDBTypeId.TIME_NS, "TIME_NS"],
  [DuckDBTypeId.TIME_TZ, "TIMETZ"],
  [DuckDBTypeId.TIMESTAMP, "TIMESTAMP"],
  [DuckDBTypeId.TIMESTAMP_S, "TIMESTAMP_S"],
  [DuckDBTypeId.TIMESTAMP_MS, "TIMESTAMP_MS"],
  [DuckDBTypeId.TIMESTAMP_NS, "TIMESTAMP_NS"],
  [DuckDBTypeId.TIMESTAMP_TZ, "TIMESTAMPTZ"],
  [DuckDBTypeId.INTERVAL, "INTERVAL"],
  [DuckDBTypeId.GEOMETRY, "GEOMETRY"],
  [DuckDBTypeId.VARIANT, "VARIANT"],
  [DuckDBTypeId.SQLNULL, "NULL"],
]);

/** Translates the binding's type object into our type tree. */
export function columnTypeOf(type: DuckDBType): ColumnType {
  if (type instanceof DuckDBDecimalType) {
    return { kind: "decimal", precision: type.width, scale: type.scale };
  }
  if (type instanceof DuckDBEnumType) return { kind: "enum", values: type.values };
  if (type instanceof DuckDBListType) {
    return { kind: "list", element: columnTypeOf(type.valueType) };
  }
  if (type instanceof DuckDBArrayType) {
    return { kind: "array", element: columnTypeOf(type.valueType), size: type.length };
  }
  if (type instanceof DuckDBStructType) {
    return { kind: "struct", fields: fieldsOf(type.entryNames, type.entryTypes) };
  }
  if (type instanceof DuckDBMapType) {
    return { kind: "map", key: columnTypeOf(type.keyType), value: columnTypeOf(type.valueType) };
  }
  if (type instanceof DuckDBUnionType) {
    return { kind: "union", members: fieldsOf(type.memberTags, type.memberTypes) };
  }
  if (type.alias === "JSON") return { kind: "scalar", name: "JSON" };
  const name = SCALARS.get(type.typeId);
  if (name === undefined) throw new Error(`the engine reported an unknown type: ${String(type)}`);
  return { kind: "scalar", name };
}

function fieldsOf(names: readonly string[], types: readonly DuckDBType[]): StructField[] {
  return types.map((type, index) => ({ name: names[index] ?? "", type: columnTypeOf(type) }));
}
