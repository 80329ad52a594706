import type { ColumnDefinition, ColumnType, ScalarTypeName } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";

const SCALARS: Readonly<Record<string, ScalarTypeName>> = {
  VARCHAR: "VARCHAR",
  TEXT: "VARCHAR",
  STRING: "VARCHAR",
  CHAR: "VARCHAR",
  BPCHAR: "VARCHAR",
  BOOLEAN: "BOOLEAN",
  BOOL: "BOOLEAN",
  TINYINT: "TINYINT",
  SMALLINT: "SMALLINT",
  INT: "INTEGER",
  INTEGER: "INTEGER",
  BIGINT: "BIGINT",
  UTINYINT: "UTINYINT",
  USMALLINT: "USMALLINT",
  UINT: "UINTEGER",
  UINTEGER: "UINTEGER",
  UBIGINT: "UBIGINT",
  REAL: "FLOAT",
  FLOAT: "FLOAT",
  DOUBLE: "DOUBLE",
  DATE: "DATE",
  TIME: "TIME",
  TIMESTAMP: "TIMESTAMP",
  DATETIME: "TIMESTAMP",
  TIMESTAMPTZ: "TIMESTAMPTZ",
  BINARY: "BLOB",
  BLOB: "BLOB",
  BYTEA: "BLOB",
  UUID: "UUID",
  JSON: "JSON",
};
const NAMES = [...Object.keys(SCALARS), "DECIMAL(p,s)", "NUMERIC(p,s)"].join(", ");
const DEFAULT_PRECISION = 18;
const DEFAULT_SCALE = 3;
const MAX_PRECISION = 38;

/** Declared types by column name; `field` is the request's field that has them. */
export function parseColumnTypes(
  columns: Readonly<Record<string, ColumnDefinition>>,
  field: string,
): Readonly<Record<string, ColumnType>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, definition]) => [
      name,
      parseType(`${field}.${name}`, definition),
    ]),
  );
}

function parseType(field: string, definition: ColumnDefinition): ColumnType {
  const { type, precision, scale } = parts(definition);
  const name = type.trim().toUpperCase();
  if (name === "DECIMAL" || name === "NUMERIC") return decimal(field, precision, scale);
  const scalar = SCALARS[name];
  if (scalar === undefined) {
    throw invalidField(field, `Unknown type ${JSON.stringify(type)}; known: ${NAMES}.`);
  }
  return { kind: "scalar", name: scalar };
}

interface TypeParts {
  readonly type: string;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
}

function parts(definition: ColumnDefinition): TypeParts {
  if (typeof definition !== "string") {
    return { type: definition.type, precision: definition.precision, scale: definition.scale };
  }
  const match = /^\s*(\w+)\s*\(\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*)?\)\s*$/.exec(definition);
  if (match === null) return { type: definition, precision: undefined, scale: undefined };
  const [, type = "", precision, scale] = match;
  return { type, precision: Number(precision), scale: scale === undefined ? 0 : Number(scale) };
}

function decimal(
  field: string,
  precision: number = DEFAULT_PRECISION,
  scale: number = precision === DEFAULT_PRECISION ? DEFAULT_SCALE : 0,
): ColumnType {
  if (precision < 1 || precision > MAX_PRECISION || scale > precision) {
    throw invalidField(
      field,
      `DECIMAL(${precision},${scale}) is not possible: 1 to ${MAX_PRECISION} digits, at most that many after the point.`,
    );
  }
  return { kind: "decimal", precision, scale };
}
