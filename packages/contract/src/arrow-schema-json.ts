import { type ArrowField, type ArrowType, arrowType } from "./arrow-type.ts";
import type { Column } from "./column-type.ts";

/**
 * The Arrow schema of the given columns as JSON text, in the form Rust's Arrow library reads and
 * writes. Every column may hold NULLs.
 */
export function arrowSchemaJson(columns: readonly Column[]): string {
  const fields = columns.map(({ name, type }) => nullableField({ name, type: arrowType(type) }));
  return JSON.stringify({ fields, metadata: {} });
}

function nullableField({ name, type }: ArrowField): object {
  return schemaField(name, dataType(type), true);
}

function schemaField(name: string, type: unknown, nullable: boolean): object {
  return { name, data_type: type, nullable, dict_id: 0, dict_is_ordered: false, metadata: {} };
}

const UNITS = { us: "Microsecond", ns: "Nanosecond" } as const;

function dataType(type: ArrowType): unknown {
  switch (type.kind) {
    case "plain":
      return type.name;
    case "decimal128":
      return { Decimal128: [type.precision, type.scale] };
    case "time64":
      return { Time64: UNITS[type.unit] };
    case "timestamp":
      return { Timestamp: [UNITS[type.unit], type.timezone ?? null] };
    case "list":
      return { List: nullableField({ name: "item", type: type.element }) };
    case "struct":
      return { Struct: type.fields.map(nullableField) };
    case "map":
      return { Map: [schemaField("entries", entriesType(type.key, type.value), false), false] };
  }
}

function entriesType(key: ArrowType, value: ArrowType): object {
  return {
    Struct: [
      schemaField("key", dataType(key), false),
      nullableField({ name: "value", type: value }),
    ],
  };
}
