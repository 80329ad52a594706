import type { Metric } from "../search-index.ts";
import type { Coding } from "./vector-segment.ts";

/**
 * Metric by which lists and codes are compared: cosine's order is that of the Euclidean distance
 * of vectors of length 1.
 */
export function codeMetric(metric: Metric): "l2" | "dot" {
  return metric === "dot" ? "dot" : "l2";
}

/** Makes vectors ready for `codeMetric`, in place. */
export function makeComparable(metric: Metric, vectors: Float32Array, dimensions: number): void {
  if (metric !== "cosine") return;
  for (let start = 0; start < vectors.length; start += dimensions) {
    let square = 0;
    for (let at = start; at < start + dimensions; at++) square += (vectors[at] ?? 0) ** 2;
    const factor = 1 / Math.sqrt(square);
    for (let at = start; at < start + dimensions; at++) vectors[at] = (vectors[at] ?? 0) * factor;
  }
}

/** Codes of vectors that are comparable already. */
export function encode(vectors: Float32Array, coding: Coding): Int8Array {
  const { mean, scale } = coding;
  const codes = new Int8Array(vectors.length);
  for (let start = 0; start < vectors.length; start += mean.length) {
    for (let index = 0; index < mean.length; index++) {
      codes[start + index] = code(((vectors[start + index] ?? 0) - (mean[index] ?? 0)) * scale);
    }
  }
  return codes;
}

function code(value: number): number {
  if (value >= 127) return 127;
  if (value <= -127) return -127;
  return ((value + 128.5) | 0) - 128;
}
