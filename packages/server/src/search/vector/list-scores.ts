import type { Metric } from "../search-index.ts";

/** A list as it is seen from a query. */
export interface SeenList {
  /** Squared distance to its centre; for the dot product the negative product with it. */
  readonly centre: number;
  /** Distance of its farthest vector from the centre. */
  readonly radius: number;
  /** The usual distance of its vectors from the centre. */
  readonly spread: number;
  /** Length of the query: the dot product needs it. */
  readonly queryLength: number;
}

/** No vector of the list has a better score. */
export function bestScore(metric: Metric, list: SeenList): number {
  if (metric === "dot") return list.centre - list.queryLength * list.radius;
  const beyond = Math.max(0, Math.sqrt(Math.max(0, list.centre)) - list.radius);
  return scoreOfSquare(metric, beyond * beyond);
}

/**
 * What good vectors of the list score: of usual distance from the centre, in a direction whose
 * cosine with that to the query is `reach`. With many dimensions few vectors are better.
 */
export function promisedScore(metric: Metric, list: SeenList, reach: number): number {
  const { centre, spread, queryLength } = list;
  if (metric === "dot") return centre - reach * queryLength * spread;
  const distance = Math.sqrt(Math.max(0, centre));
  return scoreOfSquare(metric, centre + spread * spread - 2 * reach * distance * spread);
}

/** The reach, from 0 to 1, with which a list promises a score; by `codeMetric`. */
export function neededReach(metric: "l2" | "dot", list: SeenList, score: number): number {
  const { centre, spread, queryLength } = list;
  const needed =
    metric === "dot"
      ? (centre - score) / (queryLength * spread)
      : (centre + spread * spread - score) / (2 * Math.sqrt(Math.max(0, centre)) * spread);
  // A query in the very centre, or a list of equal vectors: no direction makes a difference.
  return Number.isNaN(needed) ? 0 : Math.min(1, Math.max(0, needed));
}

function scoreOfSquare(metric: Metric, square: number): number {
  return metric === "cosine" ? square / 2 : square;
}
