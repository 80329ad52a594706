import type { ColumnType } from "@hotdata/contract/types";
import { MAX_DECIMAL_DIGITS } from "../csv/read-as-type.ts";
import { isExactDouble, isExactExponent, placesOf } from "../text/exact-double.ts";

const MAX_SAFE_LENGTH = 15;

/** Finds the narrowest type that holds all numbers of a place in JSON. */
export class NumberShape {
  #isBigint = true;
  #isDouble = true;
  #isDecimal = true;
  #whole = 0;
  #scale = 0;
  #hasMinusZero = false;

  add(text: string): void {
    if (text === "-0") this.#hasMinusZero = true;
    const isInteger = !/[.eEIN]/.test(text) && text !== "-0";
    const isShort = isInteger && text.length <= MAX_SAFE_LENGTH;
    if (!isInteger) this.#isBigint = false;
    else if (!isShort && BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) this.#isBigint = false;
    if (this.#isDouble && !isShort) this.#isDouble = isExact(text);
    if (this.#isDecimal) this.#addDecimal(text);
  }

  /** Undefined when no type holds them all as they are written. */
  type(): ColumnType | undefined {
    if (this.#isBigint) return { kind: "scalar", name: "BIGINT" };
    if (this.#isDouble) return { kind: "scalar", name: "DOUBLE" };
    if (!this.#isDecimal) return undefined;
    return { kind: "decimal", precision: MAX_DECIMAL_DIGITS, scale: this.#scale };
  }

  /** Whether a plain reader of JSON keeps them: it reads `-0` as the integer 0. */
  get isPlain(): boolean {
    return (this.#isBigint || this.#isDouble) && !this.#hasMinusZero;
  }

  #addDecimal(text: string): void {
    const places = placesOf(text);
    const digits = text.length - (text.startsWith("-") ? 1 : 0) - (places > 0 ? places + 1 : 0);
    this.#whole = Math.max(this.#whole, digits);
    this.#scale = Math.max(this.#scale, places);
    const isPlain = (/^[0-9.-]+$/.test(text) && Number(text) !== 0) || /^0(\.0+)?$/.test(text);
    if (!isPlain || this.#whole + this.#scale > MAX_DECIMAL_DIGITS) this.#isDecimal = false;
  }
}

function isExact(text: string): boolean {
  if (/[IN]/.test(text)) return true;
  return /[eE]/.test(text) ? isExactExponent(text) : isExactDouble(text);
}
