import type { Metric } from "../../../search/search-index.ts";
import type { Macros } from "./macro.ts";

/** Whether a function, by its lower-case name, is a distance between vectors. */
export function isDistanceFunction(name: string): boolean {
  return distanceFunctions.has(name);
}

/** The metric of each distance, by its function's name. */
export const distanceFunctions: ReadonlyMap<string, Metric> = new Map([
  ["cosine_distance", "cosine"],
  ["l2_distance", "l2"],
  ["negative_dot_product", "dot"],
]);

/** Computed in 64 bits over lists and arrays of any number type, delivered as Float32. */
function distance(metric: Metric): readonly string[] {
  return [`(a, b) AS CAST(${distanceSql(metric, "a", "b")} AS FLOAT)`];
}

/** Distances between vectors: the smaller, the nearer. */
export const vectorMacros: Macros = {
  cosine_distance: distance("cosine"),
  l2_distance: distance("l2"),
  negative_dot_product: distance("dot"),
};

/**
 * The distance between two vectors; NULL when one of them is. The engine's functions fail on what
 * lies beneath the NULLs of a column, which only a copy leaves out: a cast or a slice.
 */
export function distanceSql(metric: Metric, left: string, right: string): string {
  const other = `CAST((${right})[:] AS DOUBLE[])`;
  const ofSlice = ofDoubles(metric, `(${left})[:]`, other);
  const ofCast = ofDoubles(metric, `CAST(${left} AS DOUBLE[])`, other);
  return (
    `CASE WHEN ${left} IS NULL OR ${right} IS NULL THEN NULL ` +
    `WHEN typeof(${left}) = 'DOUBLE[]' THEN ${ofSlice} ELSE ${ofCast} END`
  );
}

function ofDoubles(metric: Metric, left: string, right: string): string {
  switch (metric) {
    case "cosine":
      return `list_cosine_distance(${left}, ${right})`;
    case "l2":
      return `pow(list_distance(${left}, ${right}), 2)`;
    case "dot":
      return `list_negative_inner_product(${left}, ${right})`;
  }
}
