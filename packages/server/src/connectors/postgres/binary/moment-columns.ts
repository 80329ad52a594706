import { BadFieldError } from "./binary-column.ts";
import { type FieldValues, int32At } from "./tuple-batch.ts";
import { WordColumn } from "./word-column.ts";

/** The source counts from 2000-01-01, files from 1970-01-01. */
const DAYS_TO_2000 = 10_957;
const MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000;
const WORD = 2 ** 32;
const MICROS_HIGH = Math.floor(MICROS_TO_2000 / WORD);
const MICROS_LOW = MICROS_TO_2000 % WORD;

/** The greatest and the least number stand for infinity there; here both lie equally far from 0. */
const GREATEST = 2 ** 31 - 1;
const LEAST = -(2 ** 31);

/** date: days */
export class DateColumn extends WordColumn {
  constructor() {
    super(1, 4);
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    for (let index = 0; index < count; index += 1) {
      words[end + index] = daysSinceEpoch(int32At(bytes, starts[index] ?? 0));
    }
  }
}

function daysSinceEpoch(days: number): number {
  if (days === GREATEST) return days;
  return days === LEAST ? -GREATEST : days + DAYS_TO_2000;
}

/** timestamp with and without time zone: microseconds */
export class TimestampColumn extends WordColumn {
  constructor() {
    super(2, 8);
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    for (let index = 0; index < count; index += 1) {
      const start = starts[index] ?? 0;
      const high = int32At(bytes, start);
      const low = int32At(bytes, start + 4) >>> 0;
      const at = end + 2 * index;
      if (high === GREATEST && low === WORD - 1) {
        words[at] = low;
        words[at + 1] = high;
      } else if (high === LEAST && low === 0) {
        words[at] = 1;
        words[at + 1] = high;
      } else {
        const sum = low + MICROS_LOW;
        const highSum = high + MICROS_HIGH + (sum >= WORD ? 1 : 0);
        // Some 30 years before the end of the source's calendar.
        if (highSum > GREATEST) throw new BadFieldError();
        words[at] = sum;
        words[at + 1] = highSum;
      }
    }
  }
}
