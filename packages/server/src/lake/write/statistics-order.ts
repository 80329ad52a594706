import { type ColumnType, isAnyInteger } from "@hotdata/contract/types";

/**
 * Compares two bounds in the catalog's spelling by their values. Undefined when the spelling is
 * unknown: then no bound may be kept.
 */
export function compareBounds(type: ColumnType, left: string, right: string): number | undefined {
  const [a, b] = [sortKey(type, left), sortKey(type, right)];
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === "string" || typeof b === "string") {
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

type SortKey = bigint | number | string | undefined;

function sortKey(type: ColumnType, text: string): SortKey {
  if (type.kind === "decimal") return exactNumber(text);
  if (type.kind !== "scalar") return text;
  switch (type.name) {
    case "BOOLEAN":
      return /^(1|true)$/i.test(text) ? 1 : 0;
    case "FLOAT":
    case "DOUBLE":
      return floatingNumber(text);
    case "DATE":
    case "TIMESTAMP":
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
    case "TIMESTAMP_NS":
    case "TIMESTAMPTZ":
      return nanosecondsOf(text);
    default:
      return isAnyInteger(type.name) ? exactNumber(text) : text;
  }
}

const FRACTION_DIGITS = 38;

/** Integers and decimals, scaled alike whatever digits they are spelled with. */
export function exactNumber(text: string): bigint | undefined {
  const [, sign, whole, fraction = ""] = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > FRACTION_DIGITS) return undefined;
  const size = BigInt(whole + fraction.padEnd(FRACTION_DIGITS, "0"));
  return sign === "-" ? -size : size;
}

export function floatingNumber(text: string): number | undefined {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? undefined : value;
}

const DATE =
  /^(\d+)-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?([+-]\d\d(?::\d\d){0,2})?( \(BC\))?$/;

const NANOSECONDS_PER_SECOND = 1_000_000_000n;
/** Beyond every date there is. */
const INFINITE = 10n ** 40n;

/** Dates and timestamps of any year; `Date` would stop at the year 275760. */
export function nanosecondsOf(text: string): bigint | undefined {
  if (/^-infinity$/i.test(text)) return -INFINITE;
  if (/^infinity$/i.test(text)) return INFINITE;
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [
    ,
    y = "",
    month = "",
    day = "",
    hour = "0",
    minute = "0",
    second = "0",
    fraction = "",
    zone,
    bc,
  ] = match;
  const year = bc === undefined ? BigInt(y) : 1n - BigInt(y);
  const days = daysBefore(year, BigInt(month), BigInt(day));
  const seconds = ((days * 24n + BigInt(hour)) * 60n + BigInt(minute)) * 60n + BigInt(second);
  const whole = seconds - offsetSeconds(zone);
  return whole * NANOSECONDS_PER_SECOND + BigInt(fraction.padEnd(9, "0"));
}

/** Days from 1 March of the year 0 in the Gregorian calendar, continued into the past. */
function daysBefore(year: bigint, month: bigint, day: bigint): bigint {
  const shifted = month > 2n ? year : year - 1n;
  const monthFromMarch = (month + 9n) % 12n;
  const leapDays =
    floorDivide(shifted, 4n) - floorDivide(shifted, 100n) + floorDivide(shifted, 400n);
  return shifted * 365n + leapDays + (153n * monthFromMarch + 2n) / 5n + day - 1n;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function offsetSeconds(zone: string | undefined): bigint {
  if (zone === undefined) return 0n;
  const [hours = "0", minutes = "0", seconds = "0"] = zone.slice(1).split(":");
  const size = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  return zone.startsWith("-") ? -size : size;
}
