import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";

/** A column's type as the source's catalog describes it, domains taken off. */
export interface CatalogType {
  /** As the source spells it, precision included, one pair of brackets for each dimension. */
  readonly sourceType: string;
  /** Name of the type, or of an array's elements; of types that are not built in, undefined. */
  readonly builtIn: string | undefined;
  readonly modifier: number;
  /** 0 for what is no array. */
  readonly dimensions: number;
  /** Whether the type, or that of the elements, has fields of its own. */
  readonly isComposite: boolean;
  readonly isEnum: boolean;
}

export interface MappedType {
  readonly type: ColumnType;
  readonly loss?: string;
}

export interface TypeChoices {
  readonly unboundedNumeric: "double" | "text";
  /** Digits after the point that the server's money has. */
  readonly moneyScale: number;
}

const SCALARS: Readonly<Record<string, ScalarTypeName>> = {
  bool: "BOOLEAN",
  int2: "SMALLINT",
  int4: "INTEGER",
  int8: "BIGINT",
  oid: "UINTEGER",
  xid: "UINTEGER",
  cid: "UINTEGER",
  xid8: "UBIGINT",
  float4: "FLOAT",
  float8: "DOUBLE",
  bytea: "BLOB",
  uuid: "UUID",
  json: "JSON",
  jsonb: "JSON",
  date: "DATE",
  time: "TIME",
  timestamp: "TIMESTAMP",
  timestamptz: "TIMESTAMPTZ",
};

const MAX_PRECISION = 38;
/** Digits of the largest amount of money, a 64-bit number. */
const MONEY_DIGITS = 19;

const LOSSES = {
  double: "digits beyond the first 15: the column names no precision, so it is read as DOUBLE",
  bounds: "at which subscripts an array begins: here it is 1",
  order: "the order of the labels: they are text here",
};

/** What a type becomes. All that has no counterpart is the source's own text for it. */
export function mapType(type: CatalogType, choices: TypeChoices): MappedType {
  const element = elementType(type, choices);
  if (type.dimensions === 0) return element;
  let { type: list } = element;
  for (let depth = 0; depth < type.dimensions; depth += 1) list = { kind: "list", element: list };
  const losses = [element.loss, LOSSES.bounds].filter((loss) => loss !== undefined);
  return { type: list, loss: losses.join("; ") };
}

function elementType(type: CatalogType, choices: TypeChoices): MappedType {
  const { builtIn, dimensions } = type;
  if (type.isComposite) return { type: scalar("JSON") };
  if (type.isEnum) return { type: scalar("VARCHAR"), loss: LOSSES.order };
  if (builtIn === "numeric") return numericType(type.modifier, choices);
  if (builtIn === "money") {
    return { type: { kind: "decimal", precision: MONEY_DIGITS, scale: choices.moneyScale } };
  }
  // The engine has no way to read bytes inside of a list.
  if (builtIn === "bytea" && dimensions > 0) return { type: scalar("VARCHAR") };
  const name = builtIn === undefined ? undefined : SCALARS[builtIn];
  return { type: scalar(name ?? "VARCHAR") };
}

function numericType(modifier: number, { unboundedNumeric }: TypeChoices): MappedType {
  const decimal = modifier < 0 ? undefined : decimalType(modifier);
  if (decimal !== undefined) return { type: decimal };
  if (unboundedNumeric === "text") return { type: scalar("VARCHAR") };
  return { type: scalar("DOUBLE"), loss: LOSSES.double };
}

/** Undefined for what needs more digits than the engine's decimals have. */
function decimalType(modifier: number): ColumnType | undefined {
  const packed = modifier - 4;
  const digits = packed >> 16;
  // Eleven bits with a sign: scales may be negative, and greater than the precision.
  const given = (packed & 0x7ff) >= 0x400 ? (packed & 0x7ff) - 0x800 : packed & 0x7ff;
  const precision = given < 0 ? digits - given : Math.max(digits, given);
  const scale = Math.max(given, 0);
  return precision > MAX_PRECISION ? undefined : { kind: "decimal", precision, scale };
}

function scalar(name: ScalarTypeName): ColumnType {
  return { kind: "scalar", name };
}
