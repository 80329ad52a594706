const DIGIT_ZERO = 48;
const FIRST_NANOSECOND_YEAR = 1678;
const LAST_NANOSECOND_YEAR = 2261;

/** Whether a text begins with a day that there is: `yyyy-mm-dd`, from the year 1 on. */
export function beginsWithDay(text: string): boolean {
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2);
  const month = digitsAt(text, 5);
  const day = digitsAt(text, 8);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

/** Whether timestamps in nanoseconds reach as far. */
export function isInNanoseconds(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= FIRST_NANOSECOND_YEAR && year <= LAST_NANOSECOND_YEAR;
}

/** The number of two digits. */
function digitsAt(text: string, index: number): number {
  return text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 11 * DIGIT_ZERO;
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
