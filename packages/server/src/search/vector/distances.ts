import type { Metric } from "../search-index.ts";

/** Squares beyond these leave what 32 bits hold, and comparisons in them would be wrong. */
const LARGEST_SQUARE = 1e36;
const SMALLEST_SQUARE = 1e-30;

/** Distance in 64 bits: NaN where there is none, as between a cosine and a vector of zeros. */
export function distance(metric: Metric, a: Float32Array, b: Float32Array): number {
  if (metric === "l2") return squaredDistance(a, b);
  const product = dotProduct(a, b);
  if (metric === "dot") return -product;
  return 1 - product / Math.sqrt(dotProduct(a, a) * dotProduct(b, b));
}

export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

/** Whether a vector can be compared in 32 bits: finite, not huge, and of some length for a cosine. */
export function isRegular(metric: Metric, vector: Float32Array): boolean {
  const square = dotProduct(vector, vector);
  if (!(square <= LARGEST_SQUARE)) return false;
  return metric !== "cosine" || square >= SMALLEST_SQUARE;
}
