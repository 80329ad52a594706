import { nearest } from "./kernel.ts";
import type { Slices } from "./slices.ts";

const ROUNDS = 8;
const BATCH_VECTORS = 64;

export interface Training {
  /** Codes to learn from. */
  readonly sample: Int8Array;
  readonly dimensions: number;
  /** Centroids wanted, at most as many as there are codes. */
  readonly count: number;
  readonly random: () => number;
}

/** k-means: centres of the sample's clusters, in the numbers of codes. */
export async function trainCentroids(training: Training, slices: Slices): Promise<Float32Array> {
  const { sample, dimensions, count } = training;
  let centroids = new Float32Array(count * dimensions);
  // The sample is in random order of content but for sorted tables: take every n-th code.
  const step = sample.length / dimensions / count;
  for (let index = 0; index < count; index++) {
    copyCode(training, Math.floor(index * step), centroids, index);
  }
  for (let round = 0; round < ROUNDS; round++) {
    centroids = await nextCentroids(training, centroids, slices);
  }
  return centroids;
}

async function nextCentroids(
  training: Training,
  centroids: Float32Array,
  slices: Slices,
): Promise<Float32Array<ArrayBuffer>> {
  const { sample, dimensions, count, random } = training;
  const vectors = roundCentroids(centroids);
  const sums = new Float32Array(centroids.length);
  const sizes = new Uint32Array(count);
  const step = BATCH_VECTORS * dimensions;
  for (let start = 0; start < sample.length; start += step) {
    const queries = sample.slice(start, start + step);
    const { positions } = nearest({ vectors, queries, dimensions }, "l2", 1);
    addCodes(sums, { codes: queries, lists: positions, dimensions });
    for (const list of positions) sizes[list] = (sizes[list] ?? 0) + 1;
    if (slices.isOver) await slices.pause();
  }
  for (let list = 0; list < count; list++) {
    const size = sizes[list] ?? 0;
    const last = (list + 1) * dimensions;
    // A centre that lost all its vectors begins again somewhere else.
    if (size === 0) {
      copyCode(training, Math.floor((random() * sample.length) / dimensions), sums, list);
    } else {
      for (let at = list * dimensions; at < last; at++) sums[at] = (sums[at] ?? 0) / size;
    }
  }
  return sums;
}

export function roundCentroids(centroids: Float32Array): Int8Array {
  return Int8Array.from(centroids, (value) => Math.round(value));
}

interface Assigned {
  readonly codes: Int8Array;
  readonly lists: Uint32Array;
  readonly dimensions: number;
}

function addCodes(sums: Float32Array, { codes, lists, dimensions }: Assigned): void {
  let from = 0;
  for (const list of lists) {
    const first = list * dimensions;
    for (let index = 0; index < dimensions; index++) {
      sums[first + index] = (sums[first + index] ?? 0) + (codes[from + index] ?? 0);
    }
    from += dimensions;
  }
}

function copyCode(training: Training, code: number, into: Float32Array, index: number): void {
  const { sample, dimensions } = training;
  into.set(sample.subarray(code * dimensions, (code + 1) * dimensions), index * dimensions);
}
