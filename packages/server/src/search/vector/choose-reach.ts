import type { Metric } from "../search-index.ts";
import { codeMetric } from "./comparable.ts";
import { distance, dotProduct } from "./distances.ts";
import type { JudgedQuery } from "./neighbour-sample.ts";
import { neededReach, type SeenList } from "./list-scores.ts";
import type { Clusters } from "./vector-segment.ts";

/**
 * Share of true neighbours whose lists have to be looked through. Searches find some more, because
 * they stop only when they have found as many as they want.
 */
const WANTED_SHARE = 0.975;

interface ReachInput {
  readonly metric: Metric;
  readonly clusters: Omit<Clusters, "reach">;
  readonly listOf: Uint32Array;
  readonly queries: readonly JudgedQuery[];
}

/** The smallest reach with which searches would have found the true neighbours of the queries. */
export function chooseReach(input: ReachInput): number {
  const metric = codeMetric(input.metric);
  const needed: number[] = [];
  for (const { vector, neighbours } of input.queries) {
    const last = neighbours.at(-1)?.score ?? 0;
    for (const { position } of neighbours) {
      const list = seenList(input, vector, input.listOf[position] ?? 0);
      needed.push(neededReach(metric, list, last));
    }
  }
  const sorted = needed.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * WANTED_SHARE) - 1] ?? 1;
}

function seenList(input: ReachInput, query: Float32Array, list: number): SeenList {
  const { centroids, radii, spreads } = input.clusters;
  const start = list * query.length;
  const centroid = centroids.subarray(start, start + query.length);
  return {
    centre: distance(codeMetric(input.metric), query, centroid),
    radius: radii[list] ?? 0,
    spread: spreads[list] ?? 0,
    queryLength: Math.sqrt(dotProduct(query, query)),
  };
}
