import type { Metric } from "../../../search/search-index.ts";
import type { Macros } from "./macro.ts";

/** Whether a function, by its lower-case name, is a distance between vectors. */
export function isDistanceFunction(name: string): boolean {
  return distanceFunctions.has(name);
}

/** Computed in 64 bits over lists and arrays of any number type, delivered as Float32. */
function distance(expression: string): readonly string[] {
  return [`(a, b) AS CAST(${expression} AS FLOAT)`];
}

const A = "CAST(a AS DOUBLE[])";
const B = "CAST(b AS DOUBLE[])";

/** The metric of each distance, by its function's name. */
export const distanceFunctions: ReadonlyMap<string, Metric> = new Map([
  ["cosine_distance", "cosine"],
  ["l2_distance", "l2"],
  ["negative_dot_product", "dot"],
]);

/** Distances between vectors: the smaller, the nearer. */
export const vectorMacros: Macros = {
  cosine_distance: distance(distanceSql("cosine", A, B)),
  l2_distance: distance(distanceSql("l2", A, B)),
  negative_dot_product: distance(distanceSql("dot", A, B)),
};

/** The distance between two lists of DOUBLE. */
export function distanceSql(metric: Metric, left: string, right: string): string {
  switch (metric) {
    case "cosine":
      return `list_cosine_distance(${left}, ${right})`;
    case "l2":
      return `pow(list_distance(${left}, ${right}), 2)`;
    case "dot":
      return `list_negative_inner_product(${left}, ${right})`;
  }
}
