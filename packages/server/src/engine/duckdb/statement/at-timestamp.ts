import { SqlError } from "../../engine.ts";
import { isKeyword, type SqlToken } from "./sql-token.ts";

const FORM =
  /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * The time of an AT clause in ISO 8601 and UTC. Taken are a text, `TIMESTAMP 'text'`,
 * `'text'::TIMESTAMP` and `CAST('text' AS TIMESTAMP)`; without a zone the time is UTC.
 */
export function parseAtTimestamp(value: readonly SqlToken[]): string {
  const texts = value.filter(({ kind }) => kind === "string");
  const [text] = texts;
  const rest = value.filter((token) => token !== text);
  const isPlain = rest.every(
    (token) =>
      ["CAST", "AS", "TIMESTAMP", "TIMESTAMPTZ", "DATE", "WITH", "TIME", "ZONE"].some((word) =>
        isKeyword(token, word),
      ) || ["(", ")", ":"].includes(token.text),
  );
  const time = text === undefined ? undefined : parseTime(text.text.slice(1, -1).trim());
  if (texts.length === 1 && isPlain && time !== undefined) return time;
  throw new SqlError(
    "AT (TIMESTAMP => ...) takes a time as text, for example " +
      "AT (TIMESTAMP => '2026-01-31 12:00:00').",
    value[0]?.start,
  );
}

function parseTime(text: string): string | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [, day = "", clock = "00:00", zone = "Z"] = found;
  const offset = /^(Z|UTC)$/i.test(zone) ? "Z" : zone.replace(/^(...):?(\d\d)?$/, zoneOffset);
  const time = new Date(`${day}T${clock.length === 5 ? `${clock}:00` : clock}${offset}`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function zoneOffset(_: string, hours: string, minutes: string | undefined): string {
  return `${hours}:${minutes ?? "00"}`;
}
