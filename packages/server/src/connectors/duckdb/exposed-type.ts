import type { ColumnType, StructField } from "@hotdata/contract/types";

/** The type that a column of a DuckDB database is read as, and how its values become it. */
export interface ExposedType {
  readonly type: ColumnType;
  /** What is lost on the way; absent when values are exact. */
  readonly loss?: string;
}

const TEXT: ColumnType = { kind: "scalar", name: "VARCHAR" };
const WIDEST_INTEGER: ColumnType = { kind: "decimal", precision: 38, scale: 0 };

/**
 * The nearest type of which tables and data files keep every value: what they would change becomes
 * text. A HUGEINT of 39 digits has no place in it and is refused when it is read.
 */
export function exposedType(type: ColumnType, sourceType: string): ExposedType {
  const losses: string[] = [];
  const exposed = expose(type, losses);
  if (/GEOMETRY\(/i.test(sourceType)) losses.push("the coordinate reference system");
  const [loss] = losses;
  return loss === undefined ? { type: exposed } : { type: exposed, loss };
}

function expose(type: ColumnType, losses: string[]): ColumnType {
  switch (type.kind) {
    case "decimal":
      return type;
    case "enum":
      return TEXT;
    case "union":
      losses.push("which member of the union a value belongs to");
      return TEXT;
    case "list":
    case "array":
      return { kind: "list", element: expose(type.element, losses) };
    case "struct":
      return { kind: "struct", fields: type.fields.map((field) => exposeField(field, losses)) };
    case "map":
      return { kind: "map", key: expose(type.key, losses), value: expose(type.value, losses) };
    case "scalar":
      return exposeScalar(type, losses);
  }
}

function exposeField({ name, type }: StructField, losses: string[]): StructField {
  return { name, type: expose(type, losses) };
}

function exposeScalar(type: ColumnType & { kind: "scalar" }, losses: string[]): ColumnType {
  switch (type.name) {
    case "HUGEINT":
      return WIDEST_INTEGER;
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
      return { kind: "scalar", name: "TIMESTAMP" };
    case "VARIANT":
      losses.push("the types of what JSON writes as text, such as dates");
      return { kind: "scalar", name: "JSON" };
    // A hash uses all of its 128 bits, for which there is no number type.
    case "UHUGEINT":
    case "BIGNUM":
    case "BIT":
    case "INTERVAL":
    case "TIMETZ":
    case "TIME_NS":
    case "NULL":
      return TEXT;
    default:
      return type;
  }
}
