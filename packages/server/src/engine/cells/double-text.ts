/**
 * In this range both write the fewest digits that tell a number from all others. With more digits before
 * the point, two such texts may be as near, and the choice differs.
 */
const LEAST_DOUBLE = 1e-4;
const DOUBLE_BOUND = 1e15;

/** The text that the engine writes a number as; undefined for those of which only the engine knows it. */
export function doubleText(value: number): string | undefined {
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (value !== 0 && !(size >= LEAST_DOUBLE && size < DOUBLE_BOUND)) return undefined;
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
