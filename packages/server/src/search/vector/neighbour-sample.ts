import type { Metric } from "../search-index.ts";
import { codeMetric } from "./comparable.ts";
import { nearest } from "./kernel.ts";
import type { VectorBatch } from "./vector-spool.ts";

/** Neighbours by which lists are judged, and how many are kept to see the gap behind them. */
const NEIGHBOURS = 10;
const KEPT = 32;

export interface Neighbour {
  readonly position: number;
  /** By `codeMetric`: squared distance, or the negative product. */
  readonly score: number;
}

/** True neighbours of some vectors of the segment, to measure what a search has to look through. */
export class NeighbourSample {
  readonly queries: Float32Array;
  readonly #positions: Uint32Array;
  readonly #dimensions: number;
  readonly #metric: "l2" | "dot";
  readonly #found: Neighbour[][];

  /** @param queries comparable vectors, those at `positions`. */
  constructor(queries: Float32Array, positions: Uint32Array, metric: Metric) {
    this.queries = queries;
    this.#positions = positions;
    this.#dimensions = queries.length / positions.length;
    this.#metric = codeMetric(metric);
    this.#found = Array.from(positions, () => []);
  }

  /** Looks through a batch of comparable vectors. */
  compare(batch: VectorBatch): void {
    const compared = {
      vectors: batch.vectors,
      queries: this.queries,
      dimensions: this.#dimensions,
    };
    const { positions, distances, count } = nearest(compared, this.#metric, KEPT + 1);
    this.#found.forEach((found, query) => {
      const worst = found.length < KEPT ? Infinity : (found.at(-1)?.score ?? Infinity);
      const better: Neighbour[] = [];
      for (let at = query * count; at < (query + 1) * count; at++) {
        const score = (distances[at] ?? 0) - (this.#metric === "dot" ? 1 : 0);
        if (score >= worst) break;
        const position = batch.first + (positions[at] ?? 0);
        if (position !== this.#positions[query]) better.push({ position, score });
      }
      if (better.length > 0) this.#found[query] = merge(found, better);
    });
  }

  /** For each query, its nearest, and whether codes of such an error tell them from the rest. */
  judged(codeError: number): readonly JudgedQuery[] {
    return this.#found.map((found, query) => {
      const start = query * this.#dimensions;
      const vector = this.queries.slice(start, start + this.#dimensions);
      const neighbours = found.slice(0, NEIGHBOURS);
      const last = neighbours.at(-1)?.score ?? 0;
      const gap = (found.at(-1)?.score ?? 0) - last;
      // Errors of both codes, along the line between them; the order is that of squares.
      const length =
        this.#metric === "dot" ? Math.hypot(...vector) : 2 * Math.sqrt(Math.max(0, last));
      const noise = (Math.SQRT2 * length * codeError) / Math.sqrt(this.#dimensions);
      return { vector, neighbours, isTold: gap >= 2 * noise };
    });
  }
}

export interface JudgedQuery {
  readonly vector: Float32Array;
  readonly neighbours: readonly Neighbour[];
  readonly isTold: boolean;
}

function merge(a: readonly Neighbour[], b: readonly Neighbour[]): Neighbour[] {
  return [...a, ...b].toSorted((x, y) => x.score - y.score).slice(0, KEPT);
}
