/**
 * A value in the one form that all formats are brought to: text for scalars, a list for everything
 * nested. Structs list their fields in order, maps list pairs of key and value.
 *
 * Scalars: integers and decimals with all digits, floats as JavaScript spells them, BLOBs as hex
 * digits, dates as days since 1970, times and timestamps as micro- or nanoseconds.
 */
export type Value = null | string | readonly Value[];

/** The value as formats have it that know neither NaN nor infinities. */
export function withoutNonFinite(value: Value): Value {
  if (typeof value === "string") return NON_FINITE.has(value) ? null : value;
  return value === null ? null : value.map(withoutNonFinite);
}

/** Spelled so that no text of a VARCHAR is taken for one: the generator never makes these. */
const NON_FINITE = new Set(["float:NaN", "float:Infinity", "float:-Infinity"]);

export function floatValue(number: number): string {
  return `float:${Object.is(number, -0) ? "-0" : String(number)}`;
}
