import { type ColumnType, isAnyInteger } from "@hotdata/contract/types";
import type { FilterValue } from "../../engine/column-filter.ts";
import { exactNumber, floatingNumber, nanosecondsOf } from "../write/statistics-order.ts";

/** Stands for a value in its column's order. Keys of one column are all of one kind. */
export type OrderKey = bigint | number | Buffer;

/** What a constant is compared as: anything from `low` to `high`. */
export interface KeyRange {
  readonly low: OrderKey;
  readonly high: OrderKey;
}

/** Decimals of more digits may be compared as doubles. */
const EXACT_DIGITS = 15;
/** More than any rounding on the way to a double or a float changes a value. */
const ROUNDING = { relative: 1e-6, absolute: 1e-37 };

type KeyKind = "exact" | "rounded" | "boolean" | "date" | "timestamp" | "text";

export function compareKeys(left: OrderKey, right: OrderKey): number {
  if (typeof left === "object" && typeof right === "object") return Buffer.compare(left, right);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The key of a bound in the catalog's spelling; undefined when it says nothing. */
export function boundKey(type: ColumnType, text: string): OrderKey | undefined {
  switch (keyKind(type)) {
    case "exact":
      return exactNumber(text);
    case "rounded":
      return floatingNumber(text);
    case "boolean":
      return booleanKey(text);
    case "date":
    case "timestamp":
      return nanosecondsOf(text);
    case "text":
      return Buffer.from(text);
    case undefined:
      return undefined;
  }
}

/** What values of the type a constant can be equal to; undefined when that is not certain. */
export function constantRange(type: ColumnType, value: FilterValue): KeyRange | undefined {
  const kind = keyKind(type);
  if (kind === "rounded") return roundedRange(value);
  const key = kind === undefined ? undefined : constantKey(kind, type, value);
  return key === undefined ? undefined : { low: key, high: key };
}

function constantKey(kind: KeyKind, type: ColumnType, value: FilterValue): OrderKey | undefined {
  switch (kind) {
    case "exact":
      return numberKey(type, value);
    case "boolean":
      return value.kind === "boolean" ? booleanKey(value.text) : undefined;
    case "text":
      return value.kind === "text" ? Buffer.from(value.text) : undefined;
    case "date":
      return dateKey(value);
    default:
      return timestampKey(type, value);
  }
}

function keyKind(type: ColumnType): KeyKind | undefined {
  if (type.kind === "decimal") return type.precision <= EXACT_DIGITS ? "exact" : "rounded";
  if (type.kind !== "scalar") return undefined;
  switch (type.name) {
    case "BOOLEAN":
      return "boolean";
    case "FLOAT":
    case "DOUBLE":
      return "rounded";
    case "VARCHAR":
      return "text";
    case "DATE":
      return "date";
    case "TIMESTAMP":
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
    case "TIMESTAMP_NS":
    case "TIMESTAMPTZ":
      return "timestamp";
    default:
      return isAnyInteger(type.name) ? "exact" : undefined;
  }
}

function booleanKey(text: string): number | undefined {
  if (/^(1|t|true)$/i.test(text)) return 1;
  return /^(0|f|false)$/i.test(text) ? 0 : undefined;
}

/** Integers are compared with doubles as doubles, which are exact up to 2^53. */
function numberKey(type: ColumnType, { kind, text }: FilterValue): bigint | undefined {
  const isExact = kind === "integer" || kind === "decimal";
  const isSmall = type.kind !== "decimal" && Math.abs(Number(text)) < Number.MAX_SAFE_INTEGER;
  return isExact || (kind === "double" && isSmall) ? exactNumber(text) : undefined;
}

function roundedRange({ kind, text }: FilterValue): KeyRange | undefined {
  const value = Number(text);
  const isNumber = kind === "integer" || kind === "decimal" || kind === "double";
  if (!isNumber || !Number.isFinite(value)) return undefined;
  const margin = Math.abs(value) * ROUNDING.relative + ROUNDING.absolute;
  return { low: value - margin, high: value + margin };
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::\d\d)?)?$/;

/** Text with a time of day would be cut to its date. */
function dateKey(value: FilterValue): bigint | undefined {
  if (value.kind === "date" || value.kind === "text") {
    return DATE.test(value.text) ? nanosecondsOf(value.text) : undefined;
  }
  return value.kind === "timestamp" ? instant(value.text, { digits: 6, zone: false }) : undefined;
}

/** Text is read as the column's own type, which keeps only so many digits of a second. */
const TEXT_DIGITS: Readonly<Record<string, number>> = {
  TIMESTAMP_S: 0,
  TIMESTAMP_MS: 3,
  TIMESTAMP_NS: 9,
};

function timestampKey(type: ColumnType, { kind, text }: FilterValue): bigint | undefined {
  const name = type.kind === "scalar" ? type.name : "";
  const zone = name === "TIMESTAMPTZ";
  if (kind === "text") return instant(text, { digits: TEXT_DIGITS[name] ?? 6, zone });
  if (name === "TIMESTAMP_NS") return undefined;
  if (kind === "date") return DATE.test(text) ? nanosecondsOf(text) : undefined;
  if (kind === "timestamp") return instant(text, { digits: 6, zone: false });
  return kind === "timestamptz" && zone ? instant(text, { digits: 6, zone }) : undefined;
}

/** Sessions run in UTC, which is what a time without a zone means. */
function instant(
  text: string,
  allowed: { readonly digits: number; readonly zone: boolean },
): bigint | undefined {
  const [, date, time = "00:00:00", fraction = "", zone = ""] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || fraction.length > allowed.digits) return undefined;
  if (zone !== "" && !allowed.zone) return undefined;
  const seconds = fraction === "" ? time : `${time}.${fraction}`;
  return nanosecondsOf(`${date} ${seconds}${zone === "Z" ? "" : zone}`);
}
