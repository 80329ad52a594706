const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const INTEGER = /^-?\d+$/;

/** A number from JSON text without loss: see {@link parseJson}. */
export type ExactNumber = number | bigint | string;

/**
 * Turns a JSON number literal into a `number` when that is exact, an integer that is too large
 * for one into a `bigint`, and any other literal that a double would change into its own text.
 */
export function exactNumber(literal: string): ExactNumber {
  const double = Number(literal);
  if (INTEGER.test(literal)) {
    return Number.isSafeInteger(double) ? double : BigInt(literal);
  }
  return isSameDecimal(literal, double) ? double : literal;
}

function isSameDecimal(literal: string, double: number): boolean {
  const printed = String(double);
  if (printed === literal) return true;
  return Number.isFinite(double) && normalizeDecimal(literal) === normalizeDecimal(printed);
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
