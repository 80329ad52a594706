import { BadFieldError } from "./binary-column.ts";
import { type FieldValues, int16At, lengthBefore } from "./tuple-batch.ts";
import { WordColumn } from "./word-column.ts";

/**
 * The source's form of a number: how many digits to the base of 10,000 there are, the power of the
 * first one, sign, digits after the point that are shown, then the digits, 16 bits each.
 */
const HEADER_BYTES = 8;
const BASE = 10_000;
const BASE_DIGITS = 4;
const NEGATIVE = 0x4000;
const POSITIVE = 0;
const WORD = 2 ** 32;

/** A double holds 15 digits exactly; up to three zeros follow, which fill the last digit to its base. */
export const MAX_NARROW_DIGITS = 12;
const POWERS = Array.from({ length: 20 }, (_, power) => 10 ** power);

/** numeric(p, s) of few digits, as the number of its smallest units in one or two words. */
export class NarrowDecimalColumn extends WordColumn {
  readonly #scale: number;
  readonly #wordsEach: 1 | 2;

  constructor(scale: number, wordsEach: 1 | 2) {
    super(wordsEach);
    this.#scale = scale;
    this.#wordsEach = wordsEach;
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    const scale = this.#scale;
    const isWide = this.#wordsEach === 2;
    let at = end;
    for (let index = 0; index < count; index += 1) {
      const units = unitsAt(bytes, starts[index] ?? 0, scale);
      words[at++] = units;
      if (isWide) words[at++] = Math.floor(units / WORD);
    }
  }
}

function unitsAt(bytes: Uint8Array, start: number, scale: number): number {
  const count = int16At(bytes, start);
  const sign = int16At(bytes, start + 4);
  checkForm(bytes, start, count, sign);
  let units = 0;
  for (let digit = 0; digit < count; digit += 1) {
    units = units * BASE + int16At(bytes, start + HEADER_BYTES + 2 * digit);
  }
  const power = BASE_DIGITS * (int16At(bytes, start + 2) - count + 1) + scale;
  units = power >= 0 ? units * powerOfTen(power) : units / powerOfTen(-power);
  return sign === NEGATIVE ? -units : units;
}

/** numeric(p, s) of more digits, in two or four words; the first is the least significant one. */
export class WideDecimalColumn extends WordColumn {
  readonly #scale: number;
  readonly #wordsEach: 2 | 4;
  /** Words of one value without its sign, as they come to be. */
  readonly #value = new Float64Array(4);

  constructor(scale: number, wordsEach: 2 | 4) {
    super(wordsEach);
    this.#scale = scale;
    this.#wordsEach = wordsEach;
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    for (let index = 0; index < count; index += 1) {
      this.#readUnits(bytes, starts[index] ?? 0);
      this.#put(words, end + index * this.#wordsEach);
    }
  }

  #readUnits(bytes: Uint8Array, start: number): void {
    const value = this.#value.fill(0);
    const count = int16At(bytes, start);
    const sign = int16At(bytes, start + 4);
    checkForm(bytes, start, count, sign);
    let power = BASE_DIGITS * (int16At(bytes, start + 2) + 1) + this.#scale;
    for (let digit = 0; digit < count; digit += 1) {
      power -= BASE_DIGITS;
      const number = int16At(bytes, start + HEADER_BYTES + 2 * digit);
      if (power >= 0) multiplyAdd(value, BASE, number);
      // Of the last one, digits behind the scale are zeros.
      else multiplyAdd(value, powerOfTen(BASE_DIGITS + power), number / powerOfTen(-power));
    }
    for (; power > 0; power -= BASE_DIGITS) {
      multiplyAdd(value, powerOfTen(Math.min(power, BASE_DIGITS)), 0);
    }
    if (sign === NEGATIVE) negate(value);
  }

  #put(words: Int32Array, start: number): void {
    const value = this.#value;
    const count = this.#wordsEach;
    for (let word = 0; word < count; word += 1) {
      // Decimals of four words have their most significant byte first.
      words[start + word] = count === 2 ? (value[word] ?? 0) : swapped(value[3 - word] ?? 0);
    }
  }
}

function checkForm(bytes: Uint8Array, start: number, count: number, sign: number): void {
  const isWhole = lengthBefore(bytes, start) === HEADER_BYTES + 2 * count;
  // Other signs stand for infinity and for no number.
  if (!isWhole || (sign !== POSITIVE && sign !== NEGATIVE)) throw new BadFieldError();
}

function powerOfTen(power: number): number {
  const value = POWERS[power];
  if (value === undefined) throw new BadFieldError();
  return value;
}

function multiplyAdd(value: Float64Array, factor: number, summand: number): void {
  let carry = summand;
  for (let word = 0; word < value.length; word += 1) {
    const product = (value[word] ?? 0) * factor + carry;
    carry = Math.floor(product / WORD);
    value[word] = product - carry * WORD;
  }
}

/** Two's complement. */
function negate(value: Float64Array): void {
  let carry = 1;
  for (let word = 0; word < value.length; word += 1) {
    const sum = WORD - 1 - (value[word] ?? 0) + carry;
    carry = sum >= WORD ? 1 : 0;
    value[word] = sum - carry * WORD;
  }
}

function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff);
}
