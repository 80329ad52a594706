import type { ColumnType } from "@hotdata/contract/types";
import type { DiscoveredColumn } from "../connector.ts";

/** What values of a column all are, in the terms of SQLite, which knows integers, reals, texts and bytes. */
export type ValueKind =
  | "integer"
  | "real"
  | "text"
  | "blob"
  | "boolean"
  | "date"
  | "timestamp"
  | "json"
  /** Values of several kinds, read as text. */
  | "mixed";

const NAMES = {
  integer: "BIGINT",
  real: "DOUBLE",
  text: "VARCHAR",
  blob: "BLOB",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  json: "JSON",
  mixed: "VARCHAR",
} as const;

export const MIXED_LOSS =
  "values of several kinds are read as text: numbers in decimal, bytes as \\x and hex digits";

export function typeOfKind(kind: ValueKind): ColumnType {
  return { kind: "scalar", name: NAMES[kind] };
}

/** The kind that a column was discovered with. */
export function kindOfColumn({ type, loss }: DiscoveredColumn): ValueKind {
  if (loss !== undefined) return "mixed";
  const name = type.kind === "scalar" ? type.name : undefined;
  for (const kind of ["integer", "real", "text", "blob", "boolean", "date", "timestamp"] as const) {
    if (NAMES[kind] === name) return kind;
  }
  return name === "JSON" ? "json" : "mixed";
}

/** Whole numbers up to here are the same as a double. */
const SAFE = "9007199254740992";
const DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
const TIME = "[0-9][0-9]:[0-9][0-9]:[0-9][0-9]";

/** SQL that tells whether a value, which is not NULL, is of the kind, exactly. */
export function isOfKind(kind: ValueKind, value: string): string {
  const isText = `typeof(${value}) = 'text'`;
  switch (kind) {
    case "integer":
    case "text":
    case "blob":
      return `typeof(${value}) = '${kind}'`;
    case "real":
      return `(typeof(${value}) = 'real' OR (typeof(${value}) = 'integer' AND ${value} BETWEEN -${SAFE} AND ${SAFE}))`;
    case "boolean":
      return `(typeof(${value}) = 'integer' AND ${value} IN (0, 1))`;
    case "date":
      return `(${isText} AND ${value} GLOB '${DAY}' AND date(${value}) IS ${value} AND ${value} >= '0001')`;
    case "timestamp":
      return `(${isText} AND ${isTimestamp(value)})`;
    case "json":
      return `(${isText} AND json_valid(${value}))`;
    case "mixed":
      return "1";
  }
}

/** A day and a time, with a blank or a T between and up to six digits of a fraction. */
function isTimestamp(value: string): string {
  const head = `substr(${value}, 1, 19)`;
  const fraction = `substr(${value}, 21)`;
  const hasFraction =
    `substr(${value}, 20, 1) = '.' AND length(${value}) BETWEEN 21 AND 26 ` +
    `AND ${fraction} NOT GLOB '*[^0-9]*'`;
  return (
    `${head} GLOB '${DAY}[ T]${TIME}' AND ${value} >= '0001' ` +
    `AND datetime(${head}) IS replace(${head}, 'T', ' ') ` +
    `AND (length(${value}) = 19 OR (${hasFraction}))`
  );
}
