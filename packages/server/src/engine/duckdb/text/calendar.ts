const FIRST_NANOSECOND_YEAR = 1678;
const LAST_NANOSECOND_YEAR = 2261;

/** Whether a text begins with a day that there is: `yyyy-mm-dd`, from the year 1 on. */
export function beginsWithDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

/** Whether timestamps in nanoseconds reach as far. */
export function isInNanoseconds(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= FIRST_NANOSECOND_YEAR && year <= LAST_NANOSECOND_YEAR;
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
