import type { ColumnType, ScalarTypeName, StructField } from "@hotdata/contract/types";

/** DuckLake's names of the types without parts or parameters. */
const NAMES = {
  BOOLEAN: "boolean",
  TINYINT: "int8",
  SMALLINT: "int16",
  INTEGER: "int32",
  BIGINT: "int64",
  HUGEINT: "int128",
  UTINYINT: "uint8",
  USMALLINT: "uint16",
  UINTEGER: "uint32",
  UBIGINT: "uint64",
  UHUGEINT: "uint128",
  FLOAT: "float32",
  DOUBLE: "float64",
  VARCHAR: "varchar",
  BLOB: "blob",
  UUID: "uuid",
  JSON: "json",
  DATE: "date",
  TIME: "time",
  TIME_NS: "time_ns",
  TIMETZ: "timetz",
  TIMESTAMP: "timestamp",
  TIMESTAMP_S: "timestamp_s",
  TIMESTAMP_MS: "timestamp_ms",
  TIMESTAMP_NS: "timestamp_ns",
  TIMESTAMPTZ: "timestamptz",
  INTERVAL: "interval",
  GEOMETRY: "geometry",
  VARIANT: "variant",
} as const satisfies Partial<Record<ScalarTypeName, string>>;

const NAME_OF = new Map<ScalarTypeName, string>();
const TYPE_OF = new Map<string, ScalarTypeName>([["timestamp_us", "TIMESTAMP"]]);
for (const scalar of scalarNames()) {
  NAME_OF.set(scalar, NAMES[scalar]);
  TYPE_OF.set(NAMES[scalar], scalar);
}

/** What the catalog calls a type; the parts of nested types are columns of their own. */
export function catalogTypeName(type: ColumnType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "list":
    case "struct":
    case "map":
      return type.kind;
    case "scalar": {
      const name = NAME_OF.get(type.name);
      if (name !== undefined) return name;
    }
  }
  throw new Error(`DuckLake has no type for ${JSON.stringify(type)}`);
}

/** Reads a catalog type; undefined when it is none that we know. */
export function parseCatalogType(
  name: string,
  parts: readonly (StructField | undefined)[],
): ColumnType | undefined {
  const lowerName = name.toLowerCase();
  const scalar = TYPE_OF.get(lowerName);
  if (scalar !== undefined) return { kind: "scalar", name: scalar };
  const fields = parts.filter((part) => part !== undefined);
  if (fields.length < parts.length) return undefined;
  const [first, second] = fields;
  switch (lowerName) {
    case "struct":
      return { kind: "struct", fields };
    case "list":
      return first && { kind: "list", element: first.type };
    case "map":
      return first && second && { kind: "map", key: first.type, value: second.type };
    default:
      return parseDecimal(lowerName);
  }
}

function parseDecimal(name: string): ColumnType | undefined {
  const [, precision, scale] = /^decimal\((\d+),\s*(\d+)\)$/.exec(name) ?? [];
  if (precision === undefined || scale === undefined) return undefined;
  return { kind: "decimal", precision: Number(precision), scale: Number(scale) };
}

function scalarNames(): (keyof typeof NAMES)[] {
  return Object.keys(NAMES).filter((name): name is keyof typeof NAMES => name in NAMES);
}
