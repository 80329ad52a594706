/** What takes hits, segment by segment and row by row. */
export interface HitCollector {
  /** Only scores above it can still become hits. */
  readonly threshold: number;
  add(segment: number, row: number, score: number): void;
}

/** Every hit. */
export class AllHits implements HitCollector {
  readonly threshold = -1;
  readonly #hits: GrowingHits[];

  constructor(segmentCount: number) {
    this.#hits = Array.from({ length: segmentCount }, () => new GrowingHits());
  }

  add(segment: number, row: number, score: number): void {
    this.#hits[segment]?.add(row, score);
  }

  hits(): { rows: Uint32Array; scores: Float32Array }[] {
    return this.#hits.map((hits) => hits.finish());
  }
}

class GrowingHits {
  #rows = new Uint32Array(64);
  #scores = new Float32Array(64);
  #count = 0;

  add(row: number, score: number): void {
    if (this.#count === this.#rows.length) this.#resize(this.#count * 2);
    this.#rows[this.#count] = row;
    this.#scores[this.#count] = score;
    this.#count += 1;
  }

  finish(): { rows: Uint32Array; scores: Float32Array } {
    this.#resize(this.#count);
    return { rows: this.#rows, scores: this.#scores };
  }

  #resize(size: number): void {
    const rows = new Uint32Array(size);
    const scores = new Float32Array(size);
    rows.set(this.#rows.subarray(0, size));
    scores.set(this.#scores.subarray(0, size));
    this.#rows = rows;
    this.#scores = scores;
  }
}

interface Hit {
  readonly segment: number;
  readonly row: number;
  readonly score: number;
}

/** The best hits, of equal ones those that came first; a heap with the worst one at its top. */
export class BestHits implements HitCollector {
  readonly #limit: number;
  readonly #segmentCount: number;
  readonly #heap: Hit[] = [];
  threshold: number;

  constructor(limit: number, segmentCount: number) {
    this.#limit = limit;
    this.#segmentCount = segmentCount;
    this.threshold = limit > 0 ? -1 : Infinity;
  }

  add(segment: number, row: number, score: number): void {
    if (score <= this.threshold) return;
    const hit = { segment, row, score };
    if (this.#heap.length < this.#limit) this.#rise(hit);
    else this.#sink(hit);
    if (this.#heap.length === this.#limit) this.threshold = this.#heap[0]?.score ?? -1;
  }

  hits(): { rows: Uint32Array; scores: Float32Array }[] {
    const bySegment = Map.groupBy(this.#heap, ({ segment }) => segment);
    return Array.from({ length: this.#segmentCount }, (_, segment) => {
      const hits = (bySegment.get(segment) ?? []).toSorted((one, other) => one.row - other.row);
      return {
        rows: Uint32Array.from(hits, ({ row }) => row),
        scores: Float32Array.from(hits, ({ score }) => score),
      };
    });
  }

  #rise(hit: Hit): void {
    let at = this.#heap.length;
    while (at > 0) {
      const parent = this.#heap[(at - 1) >>> 1];
      if (parent === undefined || !isWorse(hit, parent)) break;
      this.#heap[at] = parent;
      at = (at - 1) >>> 1;
    }
    this.#heap[at] = hit;
  }

  #sink(hit: Hit): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      let worst = heap[child];
      const right = heap[child + 1];
      if (worst === undefined) break;
      if (right !== undefined && isWorse(right, worst)) {
        worst = right;
        child += 1;
      }
      if (!isWorse(worst, hit)) break;
      heap[at] = worst;
      at = child;
    }
    heap[at] = hit;
  }
}

function isWorse(one: Hit, other: Hit): boolean {
  if (one.score !== other.score) return one.score < other.score;
  return one.segment === other.segment ? one.row > other.row : one.segment > other.segment;
}
