import { FORMS, formTest } from "./text-forms.ts";

/** Decimals of up to this many digits come back from a double as they went in. */
const SAFE_DIGITS = 15;
const MAX_PLACES = 100;
/** Below, doubles have fewer digits. */
const SMALLEST_EXACT = 1e-300;

const isDecimal = formTest(FORMS.decimal);
const isExponent = formTest(FORMS.exponent);
const isZero = formTest(FORMS.zeroExponent);

/** Whether a number's text can be made again from the double that it reads as. */
export function isExactDouble(text: string): boolean {
  if (isDecimal(text)) return isExactDecimal(text);
  return isExponent(text) && isExactExponent(text);
}

function isExactDecimal(text: string): boolean {
  const places = placesOf(text);
  if (places > MAX_PLACES) return false;
  if (significantDigits(text) <= SAFE_DIGITS) return true;
  // Integers of many digits are better kept as such.
  if (places === 0) return false;
  const value = Number(text);
  const size = Math.abs(value);
  return value.toFixed(places) === text || (size >= 1e-4 && size < 1e16 && String(value) === text);
}

function isExactMantissa(text: string): boolean {
  const [mantissa = "", exponent = ""] = text.split("e", 2);
  if (mantissa.replace(/[-.]/g, "").length <= SAFE_DIGITS) return true;
  const places = placesOf(mantissa);
  if (places > MAX_PLACES) return false;
  const [digits, power] = Number(text).toExponential(places).split("e", 2);
  // Two digits of exponent are what the engine prints at least.
  return digits === mantissa && /^[+-]\d{2,}$/.test(exponent) && Number(power) === Number(exponent);
}

/** Digits after the point. */
export function placesOf(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

function significantDigits(text: string): number {
  return text.replace(/^-?0*\.?0*/, "").replace(".", "").length;
}

/** The same for any number with an exponent. */
export function isExactExponent(text: string): boolean {
  const size = Math.abs(Number(text));
  if (size === 0) return isZero(text);
  if (size < SMALLEST_EXACT || size === Infinity) return false;
  return isExactMantissa(text.toLowerCase());
}
