import type { ColumnType } from "@hotdata/contract/types";
import type { FilterValue } from "../../engine/column-filter.ts";
import { type Instant, readInstant } from "./instant.ts";

/**
 * A constant of a statement as the engine compares it with a column: after the casts that the engine
 * makes. It has a kind of the column's, so that the source can compare it in the column's own type.
 */
export type Constant =
  | { readonly kind: "integer"; readonly value: bigint }
  /** Plain digits with a point, at most 38 of them. */
  | { readonly kind: "decimal"; readonly text: string }
  /** Exactly this double. */
  | { readonly kind: "double"; readonly value: number }
  /** Compared after rounding: what is equal to it lies somewhere from `low` to `high`. */
  | { readonly kind: "rounded"; readonly low: number; readonly high: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "uuid"; readonly text: string }
  | Instant
  /** Equal to no value of the column. */
  | { readonly kind: "none" };

/** The engine compares in whole numbers or decimals, of this many digits at most. */
const DECIMAL_DIGITS = 38;
/** Decimals of more digits are not always the nearest double once the engine has converted them. */
const DOUBLE_DIGITS = 15;
/** More than any rounding on the way to a double or a float changes a value. */
const ROUNDING = { relative: 1e-6, absolute: 1e-37 };

/** Sources refuse greater ones where they expect a float. */
const MAX_FLOAT = 3e38;

const INTEGER_BITS: Readonly<Record<string, readonly [bits: bigint, isSigned: boolean]>> = {
  TINYINT: [8n, true],
  SMALLINT: [16n, true],
  INTEGER: [32n, true],
  BIGINT: [64n, true],
  UTINYINT: [8n, false],
  USMALLINT: [16n, false],
  UINTEGER: [32n, false],
  UBIGINT: [64n, false],
};

/** What a value is compared with a column of this type as; undefined when that is not certain. */
export function constantOf(type: ColumnType, value: FilterValue): Constant | undefined {
  if (type.kind === "decimal") return decimalConstant(type.scale, value);
  if (type.kind !== "scalar") return undefined;
  const integer = INTEGER_BITS[type.name];
  if (integer !== undefined) return integerConstant(integer, value);
  switch (type.name) {
    case "DOUBLE":
      return doubleConstant(value);
    case "FLOAT":
      return Math.abs(Number(value.text)) < MAX_FLOAT ? roundedConstant(value) : undefined;
    case "BOOLEAN":
      return booleanConstant(value);
    case "VARCHAR":
      return value.kind === "text" ? { kind: "text", text: value.text } : undefined;
    case "UUID":
      return uuidConstant(value);
    default:
      return readInstant(type.name, value);
  }
}

function integerConstant(
  [bits, isSigned]: readonly [bigint, boolean],
  { kind, text }: FilterValue,
): Constant | undefined {
  if (kind !== "integer" && kind !== "text" && kind !== "double") return undefined;
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  // Beyond it, neighbours are the same double.
  if (kind === "double" && !Number.isSafeInteger(Number(text))) return undefined;
  const low = isSigned ? -(1n << (bits - 1n)) : 0n;
  const high = isSigned ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (value >= low && value <= high) return { kind: "integer", value };
  // A text that does not fit is an error of the engine, which must stay one.
  return kind === "text" ? undefined : { kind: "none" };
}

function decimalConstant(scale: number, value: FilterValue): Constant | undefined {
  if (value.kind === "double") return roundedConstant(value);
  if (value.kind === "boolean" || !/^-?\d+(\.\d+)?$/.test(value.text)) return undefined;
  const [, whole = "", fraction = ""] = /^-?(\d+)(?:\.(\d+))?$/.exec(value.text) ?? [];
  if (whole.length + Math.max(fraction.length, scale) > DECIMAL_DIGITS) return undefined;
  // A text is rounded to the column's scale first.
  if (value.kind === "text" && fraction.length > scale) return undefined;
  return value.kind === "integer" || value.kind === "decimal" || value.kind === "text"
    ? { kind: "decimal", text: value.text }
    : undefined;
}

function doubleConstant({ kind, text }: FilterValue): Constant | undefined {
  if (kind !== "integer" && kind !== "decimal" && kind !== "double" && kind !== "text") {
    return undefined;
  }
  if (!/^-?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const digits = text.replace(/e.*$/i, "").replaceAll(/\D/g, "").length;
  if (kind === "double" || kind === "text" || digits <= DOUBLE_DIGITS) {
    return { kind: "double", value };
  }
  return roundedConstant({ kind, text });
}

function roundedConstant({ kind, text }: FilterValue): Constant | undefined {
  const value = Number(text);
  const isNumber = kind === "integer" || kind === "decimal" || kind === "double";
  if (!isNumber || !Number.isFinite(value)) return undefined;
  const margin = Math.abs(value) * ROUNDING.relative + ROUNDING.absolute;
  return { kind: "rounded", low: value - margin, high: value + margin };
}

function booleanConstant({ kind, text }: FilterValue): Constant | undefined {
  if (kind !== "boolean" && kind !== "text") return undefined;
  if (/^(t|true|1)$/i.test(text)) return { kind: "boolean", value: true };
  return /^(f|false|0)$/i.test(text) ? { kind: "boolean", value: false } : undefined;
}

function uuidConstant({ kind, text }: FilterValue): Constant | undefined {
  const isPlain = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  return kind === "text" && isPlain ? { kind: "uuid", text: text.toLowerCase() } : undefined;
}
