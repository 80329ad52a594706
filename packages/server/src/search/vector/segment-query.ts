import type { Metric } from "../search-index.ts";
import { codeMetric, encode, makeComparable } from "./comparable.ts";
import { dotProduct } from "./distances.ts";
import { nearest } from "./kernel.ts";
import { bestScore, promisedScore, type SeenList } from "./list-scores.ts";
import type { Clusters, Coding } from "./vector-segment.ts";

/** A list, and the best score that it is believed to hold. */
export interface PromisingList {
  readonly list: number;
  readonly score: number;
}

/** The vector that is looked for, as segments want it. */
export class SegmentQuery {
  readonly metric: Metric;
  readonly vector: Float32Array;
  readonly #comparable: Float32Array;
  readonly #length: number;

  constructor(metric: Metric, vector: Float32Array) {
    this.metric = metric;
    this.vector = vector;
    this.#comparable = vector.slice();
    makeComparable(metric, this.#comparable, vector.length);
    this.#length = Math.sqrt(dotProduct(this.#comparable, this.#comparable));
  }

  /** Lists, the most promising first. With `isExact`, none holds anything better than it says. */
  promisingLists(clusters: Clusters, isExact: boolean): readonly PromisingList[] {
    const { radii, spreads, reach } = clusters;
    const metric = codeMetric(this.metric);
    const { positions, distances } = nearest(
      {
        vectors: clusters.centroids,
        queries: this.#comparable,
        dimensions: this.vector.length,
      },
      metric,
      radii.length,
    );
    return Array.from(positions, (list, index) => {
      const seen: SeenList = {
        centre: (distances[index] ?? 0) - (metric === "dot" ? 1 : 0),
        radius: radii[list] ?? 0,
        spread: spreads[list] ?? 0,
        queryLength: this.#length,
      };
      const score = isExact
        ? bestScore(this.metric, seen)
        : promisedScore(this.metric, seen, reach);
      return { list, score };
    }).toSorted((a, b) => a.score - b.score);
  }

  /** The query among vectors: what the kernel says is its score, but for a constant. */
  plain(): ScoredQuery<Float32Array> {
    const { vector, metric } = this;
    return { query: vector, metric, factor: 1, shift: metric === "dot" ? -1 : 0 };
  }

  /** The query among codes, and how what the kernel says becomes a score. */
  coded(coding: Coding): ScoredQuery<Int8Array> {
    const { mean, scale } = coding;
    if (this.metric !== "dot") {
      const factor = 1 / (scale * scale) / (this.metric === "cosine" ? 2 : 1);
      return { query: encode(this.#comparable, coding), metric: "l2", factor, shift: 0 };
    }
    // Codes are of what vectors have beyond the mean, whose part is the same for all of them.
    const largest = this.#comparable.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const own = { mean: new Float32Array(mean.length), scale: largest === 0 ? 1 : 127 / largest };
    const factor = 1 / (scale * own.scale);
    const shift = -factor - dotProduct(this.#comparable, mean);
    return { query: encode(this.#comparable, own), metric: "dot", factor, shift };
  }
}

/** `score = kernel's distance * factor + shift` */
export interface ScoredQuery<T extends Float32Array | Int8Array> {
  readonly query: T;
  readonly metric: Metric;
  readonly factor: number;
  readonly shift: number;
}
