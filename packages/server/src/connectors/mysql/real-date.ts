const ZERO = 0x30;
const MINUS = 0x2d;
const COLON = 0x3a;
const DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/**
 * Whether the text at a place, `2026-01-31` with whatever follows, is a day of the calendar. MySQL also
 * keeps `0000-00-00`, days without month or day, and on demand such as 31 February.
 */
export function isRealDate(bytes: Uint8Array, at: number): boolean {
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  if (day < 1 || month < 1) return false;
  if (day <= (DAYS[month] ?? 0)) return true;
  if (month !== 2 || day !== 29) return false;
  const century = twoDigits(bytes, at);
  const year = twoDigits(bytes, at + 2);
  return year === 0 ? century % 4 === 0 : year % 4 === 0;
}

/** Whether a text such as `10:00:00` is a time of a day: times may be negative, and of many days. */
export function isTimeOfDay(bytes: Uint8Array, at: number): boolean {
  return bytes[at] !== MINUS && bytes[at + 2] === COLON && twoDigits(bytes, at) < 24;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? ZERO) - ZERO) * 10 + (bytes[at + 1] ?? ZERO) - ZERO;
}
