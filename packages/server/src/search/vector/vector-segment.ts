import type { Metric } from "../search-index.ts";

/**
 * The vectors of one data file, for one metric, which never change. They lie in lists; in big
 * segments those are of vectors near one another, and there are codes too: vectors of one byte a
 * number, which are quicker to compare.
 */
export interface VectorSegment {
  readonly metric: Metric;
  /** Numbers in each vector; 0 where no row has a vector. */
  readonly dimensions: number;
  /** Rows that have a vector. */
  readonly rowCount: number;
  /** Bytes of its file; 0 where it is held in memory only. */
  readonly sizeBytes: number;
  /** Bytes it holds in memory, apart from what is in the cache of blocks. */
  readonly heldBytes: number;
  /** Rows by the position of their vectors, list after list. */
  readonly rows: Uint32Array;
  /** Where each list begins, and the number of all positions at the end. */
  readonly listStarts: Uint32Array;
  /** What finds the nearest lists; undefined where they are in no order. */
  readonly clusters: Clusters | undefined;
  /** What turns a query into a code; undefined where there are no codes. */
  readonly coding: Coding | undefined;
  /** Vectors that the kernel cannot compare: scored one by one, after all others. */
  readonly irregular: IrregularVectors;
  /** Vectors of a list, from the start of their buffer on, as the kernel wants them. */
  vectors(list: number): Float32Array | Promise<Float32Array>;
  codes(list: number): Int8Array | Promise<Int8Array>;
  /** Reads the vector at a position into `into`. */
  readVector(position: number, into: Float32Array): void;
  close(): Promise<void>;
}

export interface Clusters {
  /** A centre for each list; several lists may share one. */
  readonly centroids: Float32Array;
  /** Distance from each centre to the farthest vector of its list. */
  readonly radii: Float32Array;
  /** Root of the mean squared distance between each centre and the vectors of its list. */
  readonly spreads: Float32Array;
  /**
   * How far towards a query the vectors of a list are believed to lie: cosine of the angle between
   * the query and a neighbour of it, seen from the list's centre.
   */
  readonly reach: number;
}

/** `code = (number - mean) * scale`, rounded. */
export interface Coding {
  readonly mean: Float32Array;
  readonly scale: number;
}

export interface IrregularVectors {
  readonly rows: Uint32Array;
  readonly vectors: Float32Array;
}
