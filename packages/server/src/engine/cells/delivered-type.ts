import type { ColumnType, StructField } from "@hotdata/contract/types";

/**
 * The type a result column is stored and delivered as. Parquet and Arrow have no equal for some SQL
 * types; those travel as text, or as the nearest type that keeps every value. The rule looks at the
 * type alone, never at values, so a query's result type does not change with its data.
 */
export function deliveredType(type: ColumnType): ColumnType {
  switch (type.kind) {
    case "decimal":
      return type;
    case "enum":
    case "union":
      return TEXT;
    case "list":
    case "array":
      return { kind: "list", element: deliveredType(type.element) };
    case "struct":
      return { kind: "struct", fields: type.fields.map(deliveredField) };
    case "map":
      return { kind: "map", key: deliveredType(type.key), value: deliveredType(type.value) };
    case "scalar":
      return deliveredScalar(type);
  }
}

const TEXT: ColumnType = { kind: "scalar", name: "VARCHAR" };

function deliveredField(field: StructField, index: number): StructField {
  // Fields of `row(1, 2)` have no names, which Parquet does not allow.
  return {
    name: field.name === "" ? `v${index + 1}` : field.name,
    type: deliveredType(field.type),
  };
}

function deliveredScalar(type: ColumnType & { kind: "scalar" }): ColumnType {
  switch (type.name) {
    case "HUGEINT":
      return { kind: "scalar", name: "BIGINT" };
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
      return { kind: "scalar", name: "TIMESTAMP" };
    case "NULL":
      return { kind: "scalar", name: "INTEGER" };
    case "UHUGEINT":
    case "BIGNUM":
    case "BIT":
    case "UUID":
    case "JSON":
    case "TIMETZ":
    case "TIME_NS":
    case "INTERVAL":
    case "GEOMETRY":
    case "VARIANT":
      return TEXT;
    default:
      return type;
  }
}
