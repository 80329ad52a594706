import type { Metric } from "../search-index.ts";
import { chooseCoding, readVectors } from "./choose-coding.ts";
import { chooseReach } from "./choose-reach.ts";
import { encode, makeComparable } from "./comparable.ts";
import { nearest } from "./kernel.ts";
import { NeighbourSample } from "./neighbour-sample.ts";
import { randomOf, samplePositions } from "./random.ts";
import type { Slices } from "./slices.ts";
import { splitLists, type Lists } from "./split-lists.ts";
import { roundCentroids, trainCentroids } from "./train-centroids.ts";
import type { Clusters, Coding } from "./vector-segment.ts";
import type { VectorSpool } from "./vector-spool.ts";

/** Fewer vectors in a list are compared so quickly that asking for it costs more. */
const MIN_LIST_VECTORS = 800;
const SAMPLE_PER_LIST = 40;
const SAMPLE_BYTES = 67_108_864;
const QUERIES = 64;
/** Pairs that the kernel compares at a time: a millisecond or two. */
const PAIRS = 131_072;
const WANTED_TOLD_SHARE = 0.95;

export interface BuiltClusters {
  readonly lists: Lists;
  readonly clusters: Clusters;
  readonly coding: Coding;
  /** Whether the codes are fine enough to find neighbours by them. */
  readonly isCoded: boolean;
}

/** Puts vectors that are near one another into one list, and measures how far to look for them. */
export async function buildClusters(
  spool: VectorSpool,
  metric: Metric,
  slices: Slices,
): Promise<BuiltClusters> {
  const random = randomOf(spool.count);
  const coding = chooseCoding(spool, metric, random);
  await slices.pause();
  const count = Math.round(Math.min(Math.sqrt(spool.count), spool.count / MIN_LIST_VECTORS));
  const codeCentroids = await trainCentroids(
    {
      sample: await sampleCodes({ spool, metric, coding, count, random }, slices),
      dimensions: spool.dimensions,
      count,
      random,
    },
    slices,
  );
  const positions = samplePositions(spool.count, QUERIES, random);
  const queries = readVectors(spool, positions);
  makeComparable(metric, queries, spool.dimensions);
  const sample = new NeighbourSample(queries, positions, metric);
  const assigned = await assign({ spool, metric, coding, codeCentroids, sample }, slices);
  const lists = await splitLists(assigned.listOf, spool.dimensions, slices);
  const clusters = splitClusters(assigned, lists, spool.dimensions);
  await slices.pause();
  const judged = sample.judged(assigned.codeError);
  const told = judged.filter((query) => query.isTold).length;
  return {
    lists,
    coding,
    isCoded: told >= judged.length * WANTED_TOLD_SHARE,
    clusters: {
      ...clusters,
      reach: chooseReach({ metric, clusters, listOf: lists.listOf, queries: judged }),
    },
  };
}

interface SampleInput {
  readonly spool: VectorSpool;
  readonly metric: Metric;
  readonly coding: Coding;
  readonly count: number;
  readonly random: () => number;
}

async function sampleCodes(input: SampleInput, slices: Slices): Promise<Int8Array> {
  const { spool, metric, coding, count, random } = input;
  const { dimensions } = spool;
  const affordable = Math.max(count, Math.floor(SAMPLE_BYTES / dimensions));
  const wanted = Math.min(count * SAMPLE_PER_LIST, affordable);
  const positions = samplePositions(spool.count, wanted, random);
  const sample = new Int8Array(positions.length * dimensions);
  for (let start = 0; start < positions.length; start += 64) {
    const vectors = readVectors(spool, positions.subarray(start, start + 64));
    makeComparable(metric, vectors, dimensions);
    sample.set(encode(vectors, coding), start * dimensions);
    if (slices.isOver) await slices.pause();
  }
  return sample;
}

interface AssignInput extends Omit<SampleInput, "count" | "random"> {
  readonly codeCentroids: Float32Array;
  readonly sample: NeighbourSample;
}

interface Assigned {
  readonly listOf: Uint32Array;
  readonly centroids: Float32Array;
  readonly radii: Float32Array;
  readonly spreads: Float32Array;
  /** Root of the mean squared distance between a vector and what its code stands for. */
  readonly codeError: number;
}

async function assign(input: AssignInput, slices: Slices): Promise<Assigned> {
  const { spool, metric, coding, codeCentroids } = input;
  const { dimensions } = spool;
  const vectors = roundCentroids(codeCentroids);
  const centroids = codeCentroids.map(
    (value, index) => value / coding.scale + (coding.mean[index % dimensions] ?? 0),
  );
  const listOf = new Uint32Array(spool.count);
  const count = centroids.length / dimensions;
  const distances = {
    largest: new Float64Array(count),
    sums: new Float64Array(count),
    sizes: new Uint32Array(count),
  };
  let squaredErrors = 0;
  const batchSize = Math.max(1, Math.min(1024, Math.floor(PAIRS / count)));
  for await (const batch of spool.batches(batchSize)) {
    makeComparable(metric, batch.vectors, dimensions);
    const queries = encode(batch.vectors, coding);
    const { positions } = nearest({ vectors, queries, dimensions }, "l2", 1);
    listOf.set(positions, batch.first);
    measure(distances, { vectors: batch.vectors, lists: positions, centroids });
    squaredErrors += squaredCodeErrors(batch.vectors, queries, coding);
    input.sample.compare(batch);
    if (slices.isOver) await slices.pause();
  }
  return {
    listOf,
    centroids,
    // A little more, so that roundings never make a bound of it wrong.
    radii: Float32Array.from(distances.largest, (square) => Math.sqrt(square) * 1.000001),
    spreads: Float32Array.from(distances.sums, (sum, list) =>
      Math.sqrt(sum / Math.max(1, distances.sizes[list] ?? 0)),
    ),
    codeError: Math.sqrt(squaredErrors / spool.count),
  };
}

/** Squared distances between vectors and the centres of their lists. */
interface CentreDistances {
  readonly largest: Float64Array;
  readonly sums: Float64Array;
  readonly sizes: Uint32Array;
}

interface Measured {
  readonly vectors: Float32Array;
  readonly lists: Uint32Array;
  readonly centroids: Float32Array;
}

function measure(distances: CentreDistances, { vectors, lists, centroids }: Measured): void {
  const { largest, sums, sizes } = distances;
  const dimensions = vectors.length / lists.length;
  let from = 0;
  for (const list of lists) {
    const first = list * dimensions;
    let square = 0;
    for (let index = 0; index < dimensions; index++) {
      const difference = (vectors[from + index] ?? 0) - (centroids[first + index] ?? 0);
      square += difference * difference;
    }
    largest[list] = Math.max(largest[list] ?? 0, square);
    sums[list] = (sums[list] ?? 0) + square;
    sizes[list] = (sizes[list] ?? 0) + 1;
    from += dimensions;
  }
}

function squaredCodeErrors(vectors: Float32Array, codes: Int8Array, coding: Coding): number {
  const { mean, scale } = coding;
  let sum = 0;
  for (let start = 0; start < vectors.length; start += mean.length) {
    for (let index = 0; index < mean.length; index++) {
      const stands = (codes[start + index] ?? 0) / scale + (mean[index] ?? 0);
      sum += (stands - (vectors[start + index] ?? 0)) ** 2;
    }
  }
  return sum;
}

function splitClusters(
  assigned: Assigned,
  lists: Lists,
  dimensions: number,
): Omit<Clusters, "reach"> {
  const centroids = new Float32Array(lists.clusterOf.length * dimensions);
  const radii = new Float32Array(lists.clusterOf.length);
  const spreads = new Float32Array(lists.clusterOf.length);
  lists.clusterOf.forEach((cluster, list) => {
    const start = cluster * dimensions;
    centroids.set(assigned.centroids.subarray(start, start + dimensions), list * dimensions);
    radii[list] = assigned.radii[cluster] ?? 0;
    spreads[list] = assigned.spreads[cluster] ?? 0;
  });
  return { centroids, radii, spreads };
}
