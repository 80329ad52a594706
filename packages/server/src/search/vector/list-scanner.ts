import type { RowSet } from "../row-set.ts";
import type { Candidates } from "./candidates.ts";
import { nearest, type Nearest } from "./kernel.ts";
import type { ScoredQuery } from "./segment-query.ts";
import type { VectorSegment } from "./vector-segment.ts";

const MIN_WANTED = 8;

export interface ScannedSegment {
  readonly segment: VectorSegment;
  readonly deleted: RowSet | undefined;
  /** Place of the segment among those searched. */
  readonly index: number;
  readonly candidates: Candidates;
}

/** Offers those vectors of lists that may be among the best. */
export class ListScanner<T extends Float32Array | Int8Array> {
  readonly #scanned: ScannedSegment;
  readonly #scored: ScoredQuery<T>;
  /**
   * How many of a list are expected to matter. Sorting out many costs the kernel more than
   * comparing, and when the best are nearly found most lists have none to add.
   */
  #expected: number;

  constructor(scanned: ScannedSegment, scored: ScoredQuery<T>) {
    this.#scanned = scanned;
    this.#scored = scored;
    this.#expected = scanned.candidates.capacity;
  }

  scan(list: number, vectors: T): void {
    const { segment, candidates } = this.#scanned;
    const { dimensions } = segment;
    const size = vectors.length / dimensions;
    const compared = { vectors, queries: this.#scored.query, dimensions };
    const start = segment.listStarts[list] ?? 0;
    for (let wanted = Math.min(size, this.#expected); ; wanted = Math.min(size, wanted * 4)) {
      const found = nearest(compared, this.#scored.metric, wanted);
      const useful = this.#useful(found);
      // What was not returned may matter too, as long as all that was returned does.
      if (useful === wanted && wanted < size && this.#live(found, start) < candidates.capacity) {
        continue;
      }
      this.#offer(found, useful, start);
      this.#expected = Math.max(MIN_WANTED, useful * 2);
      return;
    }
  }

  /** How many of those found are good enough. */
  #useful({ distances }: Nearest): number {
    const { worst } = this.#scanned.candidates;
    const first = distances.findIndex((distance) => this.#score(distance) >= worst);
    return first < 0 ? distances.length : first;
  }

  #live({ positions }: Nearest, start: number): number {
    const { deleted } = this.#scanned;
    if (deleted === undefined) return positions.length;
    return positions.reduce((sum, at) => sum + (this.#isDeleted(start + at) ? 0 : 1), 0);
  }

  #offer({ positions, distances }: Nearest, count: number, start: number): void {
    const { candidates, index } = this.#scanned;
    for (let at = 0; at < count; at++) {
      const position = start + (positions[at] ?? 0);
      if (this.#isDeleted(position)) continue;
      candidates.offer(this.#score(distances[at] ?? 0), index, position);
    }
  }

  #isDeleted(position: number): boolean {
    const { segment, deleted } = this.#scanned;
    return deleted !== undefined && deleted.has(segment.rows[position] ?? 0);
  }

  #score(distance: number): number {
    return distance * this.#scored.factor + this.#scored.shift;
  }
}
