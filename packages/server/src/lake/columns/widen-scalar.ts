import {
  type ColumnType,
  type IntegerFacts,
  integerFacts,
  type ScalarTypeName,
} from "@hotdata/contract/types";

/**
 * The narrowest type that holds every value of both, or the table's own where a cast either
 * keeps the value or fails. Undefined when there is none.
 */
export function widenScalar(table: ColumnType, source: ColumnType): Widened | undefined {
  return (
    widenIntegers(table, source) ??
    widenDecimals(table, source) ??
    widenFloats(table, source) ??
    widenTimes(table, source) ??
    widenTexts(table, source)
  );
}

export interface Widened {
  readonly type: ColumnType;
  /** The widening loses nothing only if all values lie in a range that the types do not promise. */
  readonly proof?: Proof;
}

export interface Proof {
  /** Whose values must lie in the range: those in the table, or those in the file to come. */
  readonly of: "table" | "file";
  readonly range: "exact-in-double" | "fits-nanoseconds";
}

const SIGNED_BY_BITS: readonly (readonly [number, ScalarTypeName])[] = [
  [8, "TINYINT"],
  [16, "SMALLINT"],
  [32, "INTEGER"],
  [64, "BIGINT"],
];

const MAX_PRECISION = 38;
/** Decimals of up to this many digits come back from a double as they went in. */
const EXACT_DOUBLE_DIGITS = 15;

function widenIntegers(table: ColumnType, source: ColumnType): Widened | undefined {
  const left = integerFactsOf(table);
  const right = integerFactsOf(source);
  if (left === undefined || right === undefined) return undefined;
  if (left.signed === right.signed) return { type: left.bits >= right.bits ? table : source };
  const [signed, unsigned] = left.signed ? [left, right] : [right, left];
  const bits = Math.max(signed.bits, unsigned.bits * 2);
  const name = SIGNED_BY_BITS.find(([size]) => size === bits)?.[1];
  if (name === undefined) return { type: { kind: "decimal", precision: 20, scale: 0 } };
  return { type: scalar(name) };
}

function widenDecimals(table: ColumnType, source: ColumnType): Widened | undefined {
  const left = decimalFacts(table);
  const right = decimalFacts(source);
  if (left === undefined || right === undefined) return undefined;
  const scale = Math.max(left.scale, right.scale);
  const precision = Math.max(left.whole, right.whole) + scale;
  return precision <= MAX_PRECISION ? { type: { kind: "decimal", precision, scale } } : undefined;
}

function widenFloats(table: ColumnType, source: ColumnType): Widened | undefined {
  if (!isFloat(table) && !isFloat(source)) return undefined;
  if (isFloat(table) && isFloat(source))
    return { type: isScalar(table, "DOUBLE") ? table : source };
  const [float, other] = isFloat(table) ? [table, source] : [source, table];
  const integer = integerFactsOf(other);
  if (integer !== undefined) {
    if (integer.bits <= 16) return { type: float };
    if (integer.bits <= 32) return { type: scalar("DOUBLE") };
    const of = other === table ? "table" : "file";
    return { type: scalar("DOUBLE"), proof: { of, range: "exact-in-double" } };
  }
  const isExact = other.kind === "decimal" && other.precision <= EXACT_DOUBLE_DIGITS;
  return isExact ? { type: scalar("DOUBLE") } : undefined;
}

/** Coarse to fine; without a zone is read as UTC where the other has one. */
const TIMESTAMPS: readonly ScalarTypeName[] = [
  "DATE",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP",
  "TIMESTAMPTZ",
];

function widenTimes(table: ColumnType, source: ColumnType): Widened | undefined {
  if (table.kind !== "scalar" || source.kind !== "scalar") return undefined;
  const names = new Set([table.name, source.name]);
  if (names.has("TIME") && names.has("TIME_NS")) return { type: scalar("TIME_NS") };
  const [left, right] = [TIMESTAMPS.indexOf(table.name), TIMESTAMPS.indexOf(source.name)];
  if (left >= 0 && right >= 0) return { type: left >= right ? table : source };
  const zoneless = (index: number): boolean => index >= 0 && index < TIMESTAMPS.length - 1;
  // Nanoseconds span few centuries; the cast of a source value outside them fails by itself.
  if (table.name === "TIMESTAMP_NS" && zoneless(right)) return { type: table };
  if (source.name === "TIMESTAMP_NS" && zoneless(left)) {
    return { type: source, proof: { of: "table", range: "fits-nanoseconds" } };
  }
  return undefined;
}

/** Text that is JSON or a UUID, and the reverse, where the cast fails on any other text. */
function widenTexts(table: ColumnType, source: ColumnType): Widened | undefined {
  if (table.kind !== "scalar" || source.kind !== "scalar") return undefined;
  const isText = (name: ScalarTypeName): boolean => name === "JSON" || name === "UUID";
  if (table.name === "VARCHAR" && isText(source.name)) return { type: table };
  if (source.name === "VARCHAR" && isText(table.name)) return { type: table };
  return undefined;
}

function integerFactsOf(type: ColumnType): IntegerFacts | undefined {
  return type.kind === "scalar" ? integerFacts(type.name) : undefined;
}

function decimalFacts(type: ColumnType): { whole: number; scale: number } | undefined {
  if (type.kind === "decimal") return { whole: type.precision - type.scale, scale: type.scale };
  const integer = integerFactsOf(type);
  return integer && { whole: integer.digits, scale: 0 };
}

function isFloat(type: ColumnType): boolean {
  return isScalar(type, "FLOAT") || isScalar(type, "DOUBLE");
}

function isScalar(type: ColumnType, name: ScalarTypeName): boolean {
  return type.kind === "scalar" && type.name === name;
}

function scalar(name: ScalarTypeName): ColumnType {
  return { kind: "scalar", name };
}
