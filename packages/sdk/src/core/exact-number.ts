const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const INTEGER = /^-?\d+$/;
/** 18 or more significant digits, which no double prints. */
const BEYOND_DOUBLES = /[1-9][\d.]{17,}[1-9]/;

/**
 * What becomes of numbers in rows and other free-form values. No mode loses a digit.
 *
 * - `number`: a `number` where that is exact, a `bigint` for larger integers, the digits as a
 *   `string` for decimals that a double would change.
 * - `bigint`: every number written without point and exponent is a `bigint`; others as in `number`.
 * - `string`: every number is its text, as the server wrote it: `12.50` stays `"12.50"`.
 */
export type NumberMode = "number" | "bigint" | "string";

/** A number from JSON text without loss. */
export type ExactNumber = number | bigint | string;

/** Turns a JSON number literal into the value that it has in a mode. */
export function exactNumber(literal: string, mode: NumberMode): ExactNumber {
  if (mode === "string") return literal;
  const isInteger = INTEGER.test(literal);
  if (isInteger && mode === "bigint") return BigInt(literal);
  if (isExactDouble(literal)) return Number(literal);
  return isInteger ? BigInt(literal) : literal;
}

/** Whether a JSON number literal keeps its digits as a double; of integers, only safe ones do. */
export function isExactDouble(literal: string): boolean {
  // Looks at the length first: numbers of many digits are slow to read.
  if (INTEGER.test(literal)) return literal.length < 18 && Number.isSafeInteger(Number(literal));
  if (BEYOND_DOUBLES.test(literal)) return false;
  const double = Number(literal);
  const printed = String(double);
  return (
    printed === literal ||
    (Number.isFinite(double) && normalizeDecimal(literal) === normalizeDecimal(printed))
  );
}

/** Digits without zeros at either end, and the power of ten they are multiplied with. */
function normalizeDecimal(text: string): string {
  const [, whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${text.startsWith("-") ? "-" : ""}${significant}e${scale}`;
}
