import type { ColumnType, ScalarTypeName, StructField } from "@hotdata/contract/types";

/** All digits that a data file can hold exactly; a file would turn HUGEINT into DOUBLE. */
const WIDEST_INTEGER: ColumnType = { kind: "decimal", precision: 38, scale: 0 };

const TEXT: ColumnType = { kind: "scalar", name: "VARCHAR" };

const SUBSTITUTES: Partial<Record<ScalarTypeName, ColumnType>> = {
  HUGEINT: WIDEST_INTEGER,
  UHUGEINT: WIDEST_INTEGER,
  BIGNUM: TEXT,
  BIT: TEXT,
  NULL: TEXT,
};

/** The type a table column gets for a source of `type`: the same, or the nearest there is. */
export function storedType(type: ColumnType): ColumnType {
  switch (type.kind) {
    case "scalar":
      return SUBSTITUTES[type.name] ?? type;
    case "enum":
    case "union":
      return TEXT;
    case "map":
      return { kind: "map", key: storedType(type.key), value: storedType(type.value) };
    case "list":
    case "array":
      return { kind: "list", element: storedType(type.element) };
    case "struct":
      return { kind: "struct", fields: type.fields.map(storedField) };
    default:
      return type;
  }
}

function storedField({ name, type }: StructField): StructField {
  return { name, type: storedType(type) };
}
