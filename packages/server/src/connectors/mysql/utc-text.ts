/** A moment such as `2026-01-31 10:00:00.5+02:00` in UTC and without a zone: `2026-01-31 08:00:00.5`. */
export function utcText(text: string): string {
  const [, day = "", time = "", fraction = "", zone = ""] =
    /^(\S+) (\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d(?::?\d\d)?)$/.exec(text) ?? [];
  const sign = zone.startsWith("-") ? -1 : 1;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", ""));
  const moment = Date.parse(`${day}T${time}Z`) - sign * minutes * 60_000;
  return `${new Date(moment).toISOString().slice(0, 19).replace("T", " ")}${fraction}`;
}
