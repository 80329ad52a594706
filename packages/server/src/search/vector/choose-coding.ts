import type { Metric } from "../search-index.ts";
import { makeComparable } from "./comparable.ts";
import { samplePositions } from "./random.ts";
import type { Coding } from "./vector-segment.ts";
import type { VectorSpool } from "./vector-spool.ts";

const SAMPLE_VECTORS = 4096;
const SAMPLE_NUMBERS = 1_048_576;

/** Fits codes to a sample, so that its farthest number from the mean just fits. */
export function chooseCoding(spool: VectorSpool, metric: Metric, random: () => number): Coding {
  const { dimensions } = spool;
  const wanted = Math.min(SAMPLE_VECTORS, Math.ceil(SAMPLE_NUMBERS / dimensions));
  const positions = samplePositions(spool.count, wanted, random);
  const sample = readVectors(spool, positions);
  makeComparable(metric, sample, dimensions);
  const mean = meanOf(sample, dimensions);
  let farthest = 0;
  for (let index = 0; index < sample.length; index++) {
    const away = Math.abs((sample[index] ?? 0) - (mean[index % dimensions] ?? 0));
    if (away > farthest) farthest = away;
  }
  return { mean, scale: farthest === 0 ? 1 : 127 / farthest };
}

export function readVectors(spool: VectorSpool, positions: Uint32Array): Float32Array {
  const vectors = new Float32Array(positions.length * spool.dimensions);
  positions.forEach((position, index) => spool.read(position, vectors, index * spool.dimensions));
  return vectors;
}

function meanOf(vectors: Float32Array, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let start = 0; start < vectors.length; start += dimensions) {
    for (let index = 0; index < dimensions; index++) {
      sums[index] = (sums[index] ?? 0) + (vectors[start + index] ?? 0);
    }
  }
  return Float32Array.from(sums, (sum) => (sum * dimensions) / vectors.length);
}
