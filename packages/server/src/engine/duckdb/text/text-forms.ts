/**
 * How values are written, as patterns for whole texts. They must mean the same to JavaScript and to
 * RE2: guesses are made with one and proven with the other.
 */
const WHOLE = "(0|[1-9][0-9]*)";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
const DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

export const FORMS = {
  integer: `-?${WHOLE}`,
  /** Any plain decimal; fractions may end with zeros. */
  decimal: `-?(${WHOLE}(\\.[0-9]+)?|\\.[0-9]+)`,
  /** As programs print numbers without a fixed number of places: no idle zero but in `1.0`. */
  shortDecimal: `-?(${WHOLE}(\\.([0-9]*[1-9]|0))?|\\.[0-9]*[1-9])`,
  /** With a point or a signed exponent: `1e5` alone may be a code. */
  exponent: `-?[0-9]+(\\.[0-9]+[eE][+-]?|[eE][+-])[0-9]{1,3}`,
  zeroExponent: `-?0+(\\.0+)?[eE].*`,
  notFinite: `-?[iI][nN][fF]([iI][nN][iI][tT][yY])?|[nN][aA][nN]`,
  /** A number that is known to be one: with a plus, idle zeros and spaces. */
  looseInteger: ` *[+-]?[0-9]+(\\.0*)? *`,
  looseDecimal: ` *[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+) *`,
  looseNumber: ` *[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})? *`,
  boolean: "[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]",
  date: DAY,
  time: `${TIME}:[0-5][0-9](\\.[0-9]{0,5}[1-9])?`,
  timestamp: `${DAY}[ T]${TIME}(:[0-5][0-9](\\.[0-9]{1,6})?)?`,
  timestampNs: `${DAY}[ T]${TIME}:[0-5][0-9](\\.[0-9]{1,9})?`,
  timestampTz: `${DAY}[ T]${TIME}:[0-5][0-9](\\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)`,
} as const;

/** A test for texts that have a form from end to end. */
export function formTest(form: string): (text: string) => boolean {
  const pattern = new RegExp(`^(?:${form})$`);
  return (text) => pattern.test(text);
}
