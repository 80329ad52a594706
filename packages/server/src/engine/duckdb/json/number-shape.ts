import type { ColumnType } from "@hotdata/contract";
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

  add(text: string): void {
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

  #addDecimal(text: string): void {
    const places = placesOf(text);
    const digits = text.length - (text.startsWith("-") ? 1 : 0) - (places > 0 ? places + 1 : 0);
    this.#whole = Math.max(this.#whole, digits);
    this.#scale = Math.max(this.#scale, places);
    const isPlain = /^[0-9.-]+$/.test(text) && Number(text) !== 0 || /^0(\.0+)?$/.test(text);
    if (!isPlain || this.#whole + this.#scale > MAX_DECIMAL_DIGITS) this.#isDecimal = false;
  }
}

function isExact(text: string): boolean {
  if (/[IN]/.test(text)) return true;
  return /[eE]/.test(text) ? isExactExponent(text) : isExactDouble(text);
}
