const DAY_MICROS = 86_400_000_000n;

/** Days since 1970 of a date as ISO 8601 writes it, years before 1 and beyond 9999 included. */
export function daysOf(text: string): bigint {
  const match = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) throw new Error(`not a date: ${text}`);
  const [, year, month, day] = match.map(Number);
  return civilDays(year ?? 0, month ?? 0, day ?? 0);
}

/** Units since midnight, `digits` of them after the seconds' point. */
export function timeOf(text: string, digits: number): bigint {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(text);
  if (match === null || (match[4]?.length ?? 0) > digits) throw new Error(`not a time: ${text}`);
  const [, hours = "", minutes = "", seconds = "", fraction = ""] = match;
  const whole = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  return whole * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, "0"));
}

/** Units since 1970 of a timestamp whose fraction has groups of three digits. */
export function momentOf(text: string, digits: number): bigint {
  const [day = "", time = ""] = text.split("T");
  const fraction = /\.(\d+)$/.exec(time)?.[1];
  if (fraction !== undefined && (fraction.length % 3 > 0 || fraction.endsWith("000"))) {
    throw new Error(`an odd fraction: ${text}`);
  }
  const dayUnits = (DAY_MICROS / 1_000_000n) * 10n ** BigInt(digits);
  return daysOf(day) * dayUnits + timeOf(time, digits);
}

/** Days since 1970 in the Gregorian calendar, which has a year 0 and goes on before it. */
function civilDays(year: number, month: number, day: number): bigint {
  const moved = month <= 2 ? year - 1 : year;
  const era = Math.floor(moved / 400);
  const yearOfEra = moved - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return BigInt(era) * 146_097n + BigInt(dayOfEra) - 719_468n;
}
