import { bitOf, seek } from "../segment/live-rows.ts";
import type { PostingList } from "../segment/posting-list.ts";
import type { HitCollector } from "./best-hits.ts";

/** How much the frequency of a term counts, and how much the length of a text. */
const K1 = 1.2;
const B = 0.75;

/** Rows that are scored at a time; their scores fit into the processor's nearest memory. */
const WINDOW = 4_096;

/** Bounds are raised by so much that rounding cannot bring a score above them. */
const BOUND_MARGIN = 1 + 1e-9;

export interface WeighedList {
  readonly list: PostingList;
  readonly weight: number;
}

/** Rows of one segment, to be scored. */
export interface RowsToScore {
  readonly segment: number;
  readonly lengths: Uint32Array;
  readonly averageLength: number;
  readonly lists: readonly WeighedList[];
  /** A bit for each row that must not be found. */
  readonly excluded: Uint32Array | undefined;
}

interface Cursor extends WeighedList {
  /** Greatest score that it can add. */
  readonly bound: number;
  /** Posting that comes next. */
  next: number;
}

/**
 * Scores rows. Lists are always added in the same order, that equal rows have equal scores; once
 * lists with low bounds cannot lift a row above the threshold by themselves, their rows are only
 * looked up where others lead.
 */
export class RowScorer {
  readonly #rows: RowsToScore;
  readonly #cursors: readonly Cursor[];
  /** Sum of the bounds from each cursor on. */
  readonly #bounds: readonly number[];
  /** What a text's length adds to the frequency it is divided by: at length 0, and for each term. */
  readonly #base = K1 * (1 - B);
  readonly #perTerm: number;
  readonly #scores = new Float64Array(WINDOW);
  readonly #touched = new Uint32Array(WINDOW / 32);

  constructor(rows: RowsToScore) {
    this.#rows = rows;
    this.#perTerm = rows.averageLength === 0 ? 0 : (K1 * B) / rows.averageLength;
    this.#cursors = rows.lists
      .filter(({ list }) => list.rows.length > 0)
      .map(({ list, weight }) => {
        const { maxFrequency, minLength } = list;
        return { list, weight, bound: this.#score(weight, maxFrequency, minLength), next: 0 };
      })
      // An order that is the same in all segments.
      .toSorted((one, other) => other.weight - one.weight);
    const bounds = [0];
    for (const { bound } of this.#cursors.toReversed()) bounds.unshift((bounds[0] ?? 0) + bound);
    this.#bounds = bounds.map((bound) => bound * BOUND_MARGIN);
  }

  /** Scores rows that any list has. */
  scoreAll(hits: HitCollector): void {
    let leading = this.#leadingCount(hits);
    for (;;) {
      leading = Math.min(leading, this.#leadingCount(hits));
      const first = this.#nextRow(leading);
      if (first === Infinity) return;
      const base = first - (first % WINDOW);
      if (leading === 1) this.#scoreSingle(base + WINDOW, hits);
      else this.#scoreWindow(base, leading, hits);
    }
  }

  /** Scores ascending rows. */
  scoreThese(rows: Uint32Array, hits: HitCollector): void {
    for (const row of rows) {
      if (!this.#isExcluded(row)) this.#offer(row, this.#lookUp(row, 0, 0), hits);
    }
  }

  #score(weight: number, frequency: number, length: number): number {
    return (weight * frequency) / (frequency + this.#base + this.#perTerm * length);
  }

  /** Cursors whose rows have to be looked at: the others' bounds do not reach the threshold. */
  #leadingCount({ threshold }: HitCollector): number {
    let count = this.#cursors.length;
    while (count > 0 && Math.fround(this.#bounds[count - 1] ?? 0) <= threshold) count -= 1;
    return count;
  }

  #nextRow(leading: number): number {
    let first = Infinity;
    for (let index = 0; index < leading; index += 1) {
      const cursor = this.#cursors[index];
      const row = cursor?.list.rows[cursor.next] ?? Infinity;
      if (row < first) first = row;
    }
    return first;
  }

  /** With one list that leads, its rows are scored one by one. */
  #scoreSingle(end: number, hits: HitCollector): void {
    const [cursor] = this.#cursors;
    if (cursor === undefined) return;
    const { rows, frequencies } = cursor.list;
    const others = this.#bounds[1] ?? 0;
    let index = cursor.next;
    for (; index < rows.length; index += 1) {
      const row = rows[index] ?? 0;
      if (row >= end) break;
      const length = this.#rows.lengths[row] ?? 0;
      const score = this.#score(cursor.weight, frequencies[index] ?? 0, length);
      if (Math.fround(score + others) <= hits.threshold || this.#isExcluded(row)) continue;
      this.#offer(row, this.#lookUp(row, score, 1), hits);
    }
    cursor.next = index;
  }

  #scoreWindow(base: number, leading: number, hits: HitCollector): void {
    for (let index = 0; index < leading; index += 1) {
      const cursor = this.#cursors[index];
      if (cursor !== undefined) this.#accumulate(cursor, base);
    }
    const others = this.#bounds[leading] ?? 0;
    for (let word = 0; word < this.#touched.length; word += 1) {
      let bits = this.#touched[word] ?? 0;
      this.#touched[word] = 0;
      while (bits !== 0) {
        const at = word * 32 + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const score = this.#scores[at] ?? 0;
        this.#scores[at] = 0;
        const row = base + at;
        if (Math.fround(score + others) <= hits.threshold || this.#isExcluded(row)) continue;
        this.#offer(row, this.#lookUp(row, score, leading), hits);
      }
    }
  }

  #accumulate(cursor: Cursor, base: number): void {
    const { rows, frequencies } = cursor.list;
    const { lengths } = this.#rows;
    const scores = this.#scores;
    const touched = this.#touched;
    const end = base + WINDOW;
    let index = cursor.next;
    for (; index < rows.length; index += 1) {
      const row = rows[index] ?? 0;
      if (row >= end) break;
      const at = row - base;
      const score = this.#score(cursor.weight, frequencies[index] ?? 0, lengths[row] ?? 0);
      scores[at] = (scores[at] ?? 0) + score;
      touched[at >>> 5] = (touched[at >>> 5] ?? 0) | (1 << (at & 31));
    }
    cursor.next = index;
  }

  /** Adds what the cursors from `first` on have for a row; rows are looked up in their order. */
  #lookUp(row: number, before: number, first: number): number {
    let score = before;
    for (let index = first; index < this.#cursors.length; index += 1) {
      const cursor = this.#cursors[index];
      if (cursor === undefined) break;
      const { rows, frequencies } = cursor.list;
      cursor.next = seek(rows, cursor.next, row);
      if (rows[cursor.next] !== row) continue;
      const frequency = frequencies[cursor.next] ?? 0;
      score += this.#score(cursor.weight, frequency, this.#rows.lengths[row] ?? 0);
    }
    return score;
  }

  #isExcluded(row: number): boolean {
    const { excluded } = this.#rows;
    return excluded !== undefined && bitOf(excluded, row) === 1;
  }

  #offer(row: number, score: number, hits: HitCollector): void {
    hits.add(this.#rows.segment, row, Math.fround(score));
  }
}
