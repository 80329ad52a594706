import { type ArrowType, arrowType } from "./arrow-type.ts";
import type { ColumnType } from "./column-type.ts";

/**
 * Spells a column's type for REST, SQL and datasets: the names Rust's Arrow uses for simple types
 * (`Int64`, `Decimal128(10, 2)`), PyArrow's for timestamps and nested ones (`timestamp[us]`,
 * `list<item: Utf8>`). This is the mix that most clients understand.
 */
export function arrowTypeName(type: ColumnType): string {
  return spell(arrowType(type));
}

function spell(type: ArrowType): string {
  switch (type.kind) {
    case "plain":
      return type.name;
    case "decimal128":
      return `Decimal128(${type.precision}, ${type.scale})`;
    case "time64":
      return "Time64(µs)";
    case "timestamp":
      return type.timezone === undefined
        ? `timestamp[${type.unit}]`
        : `timestamp[${type.unit}, tz=${type.timezone}]`;
    case "list":
      return `list<item: ${spell(type.element)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}: ${spell(field.type)}`).join(", ")}>`;
    case "map":
      return `map<${spell(type.key)}, ${spell(type.value)}>`;
  }
}
