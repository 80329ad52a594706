import type { Found } from "./searched-table.ts";

/** Scores are 32-bit floats, sums of some of which are rounded once more. */
const RELATIVE = 1e-5;
const ABSOLUTE = 2e-6;

export interface Comparison {
  /** Whether the same rows are found; any of those whose score is that of the last. */
  readonly isSameSet: boolean;
  /** Whether they come with the same scores in the same order; rows of one score in any. */
  readonly isSameOrder: boolean;
}

/** @param wanted - all rows that match, best first; `found` may be as many as the limit. */
export function compareFound(
  found: readonly Found[],
  wanted: readonly Found[],
  limit: number | undefined,
): Comparison {
  const count = Math.min(limit ?? Infinity, wanted.length);
  const scores = new Map(wanted.map(({ id, score }) => [id, score]));
  const last = wanted[count - 1]?.score ?? 0;
  const ids = new Set(found.map(({ id }) => id));
  const isBetter = (score: number): boolean =>
    !isNear(score, last) && wanted.findIndex((one) => isNear(one.score, score)) < count;
  const isAllThere = wanted
    .slice(0, count)
    .every(({ id, score }) => ids.has(id) || !isBetter(score));
  const isSameSet =
    found.length === count &&
    ids.size === count &&
    isAllThere &&
    found.every(({ id }) => scores.has(id));
  const isSameOrder = found.every(({ id, score }, place) => {
    const own = scores.get(id);
    return (
      own !== undefined && isNear(score, own) && isNear(score, wanted[place]?.score ?? Infinity)
    );
  });
  return { isSameSet, isSameOrder };
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.abs(b);
}
