import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";

type WriteCell = (text: string) => string;

/**
 * What makes JSON of the text that the engine casts a delivered value to, the same as `jsonText` makes
 * of the value. In a statement that takes more time to plan than small results take in all.
 * Undefined for types whose text tells too little.
 */
export function cellJson(type: ColumnType): WriteCell | undefined {
  if (type.kind === "decimal") return type.precision === type.scale ? fractional : bare;
  return type.kind === "scalar" ? WRITERS[type.name] : undefined;
}

const WRITERS: Partial<Record<ScalarTypeName, WriteCell>> = {
  BOOLEAN: bare,
  TINYINT: bare,
  SMALLINT: bare,
  INTEGER: bare,
  BIGINT: bare,
  UTINYINT: bare,
  USMALLINT: bare,
  UINTEGER: bare,
  UBIGINT: bare,
  FLOAT: finite,
  DOUBLE: finite,
  VARCHAR: string,
  BLOB: hexOfBytes,
  DATE: (text) => quoted(isoDay(text)),
  TIME: quoted,
  TIMESTAMP: moment,
  TIMESTAMPTZ: zonedMoment,
  TIMESTAMP_NS: moment,
};

function bare(text: string): string {
  return text;
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** The engine leaves out the zero before the point of a decimal that has no other digits there. */
function fractional(text: string): string {
  return text.startsWith("-") ? `-0${text.slice(1)}` : `0${text}`;
}

function finite(text: string): string {
  return /^-?\d/.test(text) ? text : "null";
}

/** The engine writes the digits of escapes in upper case. */
function string(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\\u00")
    ? json.replaceAll(/\\(?:u00..|.)/g, (escape) =>
        escape.startsWith("\\u") ? `\\u${escape.slice(2).toUpperCase()}` : escape,
      )
    : json;
}

/** Bytes are either escaped or characters of ASCII. */
function hexOfBytes(text: string): string {
  const hex = text.replaceAll(/\\x(..)|[^]/g, (character, escaped: string | undefined) =>
    escaped === undefined ? character.charCodeAt(0).toString(16).padStart(2, "0") : escaped,
  );
  return quoted(hex.toLowerCase());
}

const DAY = /^(\d+)(-\d\d-\d\d)( \(BC\))?/;

/** In ISO 8601 the year before 1 is 0, the one before that -1. */
function isoDay(day: string): string {
  const [, year, rest, early] = DAY.exec(day) ?? [];
  if (early === undefined) return day;
  const before = Number(year) - 1;
  return `${before > 0 ? "-" : ""}${String(before).padStart(4, "0")}${rest}`;
}

/** With `T`; the fraction in groups of three digits, left out when zero. */
function moment(text: string): string {
  // After a day before the year 1, there is another space before.
  const space = text.lastIndexOf(" ");
  if (space < 0) return quoted(text);
  const [time = "", digits] = text.slice(space + 1).split(".");
  const fraction =
    digits === undefined ? "" : `.${digits.padEnd(Math.ceil(digits.length / 3) * 3, "0")}`;
  return quoted(`${isoDay(text.slice(0, space))}T${time}${fraction}`);
}

/** The engine's zone is UTC. */
function zonedMoment(text: string): string {
  return text.endsWith("+00") ? `${moment(text.slice(0, -3)).slice(0, -1)}Z"` : quoted(text);
}
