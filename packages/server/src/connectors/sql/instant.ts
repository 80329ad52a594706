import type { FilterValue } from "../../engine/column-filter.ts";

/** A day, or a moment: plain (`timestamp`), or in UTC (`timestamptz`), as `2026-01-31 10:00:00.5`. */
export interface Instant {
  readonly kind: "date" | "timestamp" | "timestamptz";
  readonly text: string;
}

/** Digits of a second that a column of the type keeps. */
const DIGITS: Readonly<Record<string, number>> = {
  TIMESTAMP_S: 0,
  TIMESTAMP_MS: 3,
  TIMESTAMP: 6,
  TIMESTAMPTZ: 6,
};

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** What a column of a type of days or moments is compared with; undefined when not certain. */
export function readInstant(type: string, value: FilterValue): Instant | undefined {
  const match = DATE_TIME.exec(value.text);
  const [, date = "", time, fraction = "", zone] = match ?? [];
  if (match === null || !isDay(date) || (time !== undefined && !isTime(time))) return undefined;
  const text = moment(time ?? "00:00:00", fraction);
  if (type === "DATE")
    return comparedWithDate(value.kind, { date, text, hasTime: time !== undefined, zone });
  const digits = DIGITS[type];
  if (digits === undefined || !isMoment(value.kind)) return undefined;
  // A text is cut to the digits of the column, a typed value is not.
  if (value.kind === "text" && fraction.length > digits) return undefined;
  if (type !== "TIMESTAMPTZ") {
    const isPlain = zone === undefined && value.kind !== "timestamptz";
    return isPlain ? { kind: "timestamp", text: `${date} ${text}` } : undefined;
  }
  // Sessions of the engine run in UTC.
  return { kind: "timestamptz", text: `${date} ${text}${zone === undefined ? "+00" : utc(zone)}` };
}

interface ReadText {
  readonly date: string;
  readonly text: string;
  readonly hasTime: boolean;
  readonly zone: string | undefined;
}

function comparedWithDate(
  kind: FilterValue["kind"],
  { date, text, hasTime, zone }: ReadText,
): Instant | undefined {
  if (zone !== undefined) return undefined;
  if (kind === "timestamp") return { kind: "timestamp", text: `${date} ${text}` };
  return (kind === "date" || kind === "text") && !hasTime
    ? { kind: "date", text: date }
    : undefined;
}

function isMoment(kind: FilterValue["kind"]): boolean {
  return kind === "text" || kind === "date" || kind === "timestamp" || kind === "timestamptz";
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  return isReal && !date.startsWith("0000");
}

function isTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time);
}

function moment(time: string, fraction: string): string {
  return fraction === "" ? time : `${time}.${fraction}`;
}

function utc(zone: string): string {
  return zone === "Z" ? "+00" : zone;
}
