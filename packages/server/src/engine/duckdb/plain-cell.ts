import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import { doubleText } from "../cells/double-text.ts";

/** The text that the engine casts a value to; undefined for values of which only the engine knows it. */
export type ReadCell = (value: DuckDBValue) => string | undefined;

/**
 * What reads values of a column, so that they need no cast in the statement: to plan that takes longer
 * than to read a few rows. Undefined for types whose values are told to the engine only.
 *
 * @param delivered what the values are delivered as
 */
export function plainCell(type: ColumnType, delivered: ColumnType): ReadCell | undefined {
  if (type.kind === "decimal") return type.precision === type.scale ? fraction : decimal;
  if (type.kind === "enum") return text;
  if (type.kind !== "scalar") return undefined;
  const isBigint = delivered.kind === "scalar" && delivered.name === "BIGINT";
  return type.name === "HUGEINT" && isBigint ? bigintOnly : READERS[type.name];
}

const READERS: Partial<Record<ScalarTypeName, ReadCell>> = {
  BOOLEAN: (value) => (typeof value === "boolean" ? String(value) : undefined),
  TINYINT: integer,
  SMALLINT: integer,
  INTEGER: integer,
  BIGINT: integer,
  HUGEINT: integer,
  UTINYINT: integer,
  USMALLINT: integer,
  UINTEGER: integer,
  UBIGINT: integer,
  UHUGEINT: integer,
  DOUBLE: (value) => (typeof value === "number" ? doubleText(value) : undefined),
  VARCHAR: text,
  JSON: text,
  UUID: (value) => (value instanceof DuckDBUUIDValue ? value.toString() : undefined),
  DATE: (value) => (value instanceof DuckDBDateValue ? dayText(value.days) : undefined),
  TIMESTAMP: (value) =>
    value instanceof DuckDBTimestampValue ? momentText(value.micros) : undefined,
  TIMESTAMPTZ: zonedText,
  NULL: () => undefined,
};

function text(value: DuckDBValue): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function integer(value: DuckDBValue): string | undefined {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

/** Others are refused in words of which the statement knows more. */
function bigintOnly(value: DuckDBValue): string | undefined {
  const isFitting = typeof value === "bigint" && BigInt.asIntN(64, value) === value;
  return isFitting ? String(value) : undefined;
}

function decimal(value: DuckDBValue): string | undefined {
  return value instanceof DuckDBDecimalValue ? value.toString() : undefined;
}

/** The engine leaves out the zero before the point of a decimal that has no other digits there. */
function fraction(value: DuckDBValue): string | undefined {
  return decimal(value)?.replace("0.", ".");
}

/** From the year 1 to 9999, as JavaScript writes them; the engine has other words for the rest. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;
const DAY_SECONDS = 86_400;

function dayText(days: number): string | undefined {
  return isoText(days * DAY_SECONDS)?.slice(0, "0001-01-01".length);
}

function momentText(micros: bigint): string | undefined {
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const iso = isoText(Number((micros - rest) / 1_000_000n));
  if (iso === undefined) return undefined;
  const digits = String(rest).padStart(6, "0").replace(/0+$/, "");
  return iso.slice(0, "0001-01-01T00:00:00".length).replace("T", " ") + (digits && `.${digits}`);
}

function zonedText(value: DuckDBValue): string | undefined {
  const moment = value instanceof DuckDBTimestampTZValue ? momentText(value.micros) : undefined;
  return moment && `${moment}+00`;
}

function isoText(seconds: number): string | undefined {
  const isOrdinary = seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  return isOrdinary ? new Date(seconds * 1_000).toISOString() : undefined;
}
