import type { ScalarTypeName } from "@hotdata/contract/types";

/** A moment in SQL: what tells its place in time, and what can be formatted. */
interface Moment {
  readonly value: string;
  /** Microseconds since 1970. */
  readonly micros: string;
  /** The same as a TIMESTAMP. */
  readonly stamp: string;
  /** Whether it is in the year 1 or later. */
  readonly isOrdinary: string;
  /** What follows the text. */
  readonly zone: string;
}

/** SQL of a time's ISO 8601 text between quotes of the given kind; undefined for other types. */
export function timeText(name: ScalarTypeName, value: string, quote: '"' | ""): string | undefined {
  const micros = `epoch_us(${value})`;
  switch (name) {
    case "TIMESTAMP": {
      const isOrdinary = `${value} >= TIMESTAMP '0001-01-01'`;
      return momentText({ value, micros, stamp: value, isOrdinary, zone: "" }, quote);
    }
    case "TIMESTAMPTZ": {
      // By number: the engine's own conversion is a millisecond off beyond the year 2255.
      const stamp = `make_timestamp(${micros})`;
      const isOrdinary = `${value} >= TIMESTAMPTZ '0001-01-01 00:00:00+00'`;
      return momentText({ value, micros, stamp, isOrdinary, zone: "Z" }, quote);
    }
    case "TIMESTAMP_NS":
      return nanosText(value, quote);
    default:
      return undefined;
  }
}

/** The engine's own text says BC; in ISO 8601 the year before 1 is 0, the one before that -1. */
export function dateText(value: string): string {
  return (
    `CASE WHEN year(${value}) < 1 THEN ${strftime(value, "%Y-%m-%d")} ` +
    `ELSE CAST(${value} AS VARCHAR) END`
  );
}

const SECONDS = "%Y-%m-%dT%H:%M:%S";

/** With `T`; the fraction in groups of three digits, left out when zero. */
function momentText(moment: Moment, quote: string): string {
  const { value, micros, stamp, isOrdinary, zone } = moment;
  const fraction = (zero: string, millis: string, all: string): string =>
    `CASE WHEN ${micros} % 1000 <> 0 THEN ${all} ` +
    `WHEN ${micros} % 1000000 <> 0 THEN ${millis} ELSE ${zero} END`;
  const after = (digits: string): string => `${digits}${zone}${quote}`;
  const ordinary = (digits: string): string =>
    `strftime(${stamp}, '${quote}${SECONDS}${after(digits)}')`;
  const part = (digits: string): string => `strftime(${stamp}, '${after(digits)}')`;
  const early =
    `'${quote}' || ${strftime(stamp, SECONDS)} || ` +
    fraction(`'${after("")}'`, part(".%g"), part(".%f"));
  // The first case is that of nearly all values: one call writes them.
  return (
    `CASE WHEN ${isOrdinary} AND isfinite(${value}) ` +
    `THEN ${fraction(ordinary(""), ordinary(".%g"), ordinary(".%f"))} ` +
    `WHEN isfinite(${value}) THEN ${early} ` +
    `ELSE '${quote}' || CAST(${value} AS VARCHAR) || '${quote}' END`
  );
}

function nanosText(value: string, quote: '"' | ""): string {
  const micros = `CAST(${value} AS TIMESTAMP)`;
  // The engine overwrites what follows %n.
  return (
    `CASE WHEN isfinite(${micros}) AND epoch_ns(${value}) % 1000 <> 0 ` +
    `THEN concat('${quote}', strftime(${value}, '${SECONDS}.%n'), '${quote}') ` +
    `ELSE ${timeText("TIMESTAMP", micros, quote)} END`
  );
}

/** `format` begins with the year, which the engine does not fill up when it is below zero. */
function strftime(value: string, format: string): string {
  return (
    `CASE WHEN year(${value}) < 0 ` +
    `THEN printf('%05d', year(${value})) || strftime(${value}, '${format.replace("%Y", "")}') ` +
    `ELSE strftime(${value}, '${format}') END`
  );
}
