import { exactSearch, MetricKind } from "usearch";
import type { Metric } from "../search-index.ts";

const KINDS = { l2: MetricKind.L2sq, cosine: MetricKind.Cos, dot: MetricKind.IP };

/** For each query in turn, the positions of the nearest vectors, nearest first. */
export interface Nearest {
  readonly positions: Uint32Array;
  readonly distances: Float32Array;
  /** Positions (and distances) of each query. */
  readonly count: number;
}

export interface Compared<T extends Float32Array | Int8Array> {
  /** Has to begin with its buffer: the kernel does not know of offsets. */
  readonly vectors: T;
  readonly queries: T;
  readonly dimensions: number;
}

/** Compares every vector with every query, by the processor's vector instructions. */
export function nearest<T extends Float32Array | Int8Array>(
  compared: Compared<T>,
  metric: Metric,
  wanted: number,
): Nearest {
  const { vectors, queries, dimensions } = compared;
  if (vectors.byteOffset !== 0 || queries.byteOffset !== 0) {
    throw new Error("vectors to compare have to begin with their buffer");
  }
  const count = Math.min(wanted, vectors.length / dimensions);
  if (count === 0 || queries.length === 0) {
    return { positions: new Uint32Array(), distances: new Float32Array(), count: 0 };
  }
  const { keys, distances } = exactSearch(
    vectors,
    queries,
    dimensions,
    count,
    KINDS[metric],
    // Memory is what limits it, so that a second thread gains nothing, and starting one costs.
    1,
  );
  return { positions: lowHalves(keys), distances, count };
}

/** Positions fit 32 bits; a bigint for each would cost more than the comparison. */
function lowHalves(keys: BigUint64Array): Uint32Array {
  const halves = new Uint32Array(keys.buffer, keys.byteOffset, keys.length * 2);
  const low = new Uint32Array(keys.length);
  for (let index = 0; index < low.length; index++) low[index] = halves[index * 2] ?? 0;
  return low;
}
