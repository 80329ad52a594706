import type { RowSet } from "../../row-set.ts";
import { NO_DOCUMENT } from "./segment-layout.ts";

/** What counts of a segment's rows: those that have a text and are not deleted. */
export class LiveRows {
  readonly documentCount: number;
  /** Terms of all these texts. */
  readonly totalLength: number;
  /** A bit for each row that is deleted; undefined when none is. */
  readonly deletedBits: Uint32Array | undefined;
  readonly #deleted: Uint32Array | undefined;

  constructor(lengths: Uint32Array, deleted?: RowSet) {
    let documentCount = 0;
    let totalLength = 0;
    for (const length of lengths) {
      if (length === NO_DOCUMENT) continue;
      documentCount += 1;
      totalLength += length;
    }
    if (deleted !== undefined) {
      this.#deleted = deleted.rows;
      this.deletedBits = new Uint32Array((lengths.length + 31) >>> 5);
      for (const row of deleted.rows) {
        const length = lengths[row] ?? NO_DOCUMENT;
        setBit(this.deletedBits, row);
        if (length === NO_DOCUMENT) continue;
        documentCount -= 1;
        totalLength -= length;
      }
    }
    this.documentCount = documentCount;
    this.totalLength = totalLength;
  }

  /** How many of ascending rows are not deleted. */
  countOf(rows: Uint32Array): number {
    if (this.#deleted === undefined || this.deletedBits === undefined) return rows.length;
    // Fewer deletions than rows are looked for one by one.
    if (this.#deleted.length * 16 < rows.length) return rows.length - shared(this.#deleted, rows);
    let count = rows.length;
    for (const row of rows) count -= bitOf(this.deletedBits, row);
    return count;
  }
}

export function setBit(bits: Uint32Array, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}

/** 1 or 0. */
export function bitOf(bits: Uint32Array, row: number): number {
  return ((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1;
}

/** Index of the first of ascending rows from `from` on that is not before `row`. */
export function seek(rows: Uint32Array, from: number, row: number): number {
  let low = from;
  let step = 1;
  while (low + step < rows.length && (rows[low + step] ?? 0) < row) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, rows.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shared(few: Uint32Array, many: Uint32Array): number {
  let count = 0;
  let at = 0;
  for (const row of few) {
    at = seek(many, at, row);
    if (many[at] === row) count += 1;
  }
  return count;
}
