import type { RowSet } from "../row-set.ts";
import { CheckedFile } from "./segment/checked-file.ts";
import { Dictionary } from "./segment/dictionary.ts";
import { LiveRows } from "./segment/live-rows.ts";
import type { PostingCache } from "./segment/posting-cache.ts";
import { NO_POSTINGS, type PostingList, unpackPostings } from "./segment/posting-list.ts";
import type { SegmentBytes } from "./segment/segment-bytes.ts";
import { type PackedLists, readParts, type SegmentParts } from "./segment/segment-layout.ts";

/** Lists of fewer postings are unpacked as quickly as they are found in a cache. */
const CACHED_POSTINGS = 256;

/** Words of one column of one data file: where they are, and how often. Never changes. */
export class TextSegment {
  readonly dictionary: Dictionary;
  readonly #bytes: SegmentBytes;
  readonly #parts: SegmentParts & PackedLists;
  readonly #cache: PostingCache | undefined;
  readonly #number: number;
  readonly #all: LiveRows;
  readonly #live = new WeakMap<RowSet, LiveRows>();

  /** @throws {DamagedSegment} when the bytes are no segment. */
  constructor(bytes: SegmentBytes, cache?: PostingCache) {
    this.#bytes = bytes;
    this.#parts = readParts(bytes);
    this.#cache = cache;
    this.#number = cache?.addSegment() ?? 0;
    this.dictionary = new Dictionary(this.#parts);
    this.#all = new LiveRows(this.lengths);
  }

  /** Rows of the data file, also those without a text. */
  get rowCount(): number {
    return this.lengths.length;
  }

  /** Rows that have a text, even an empty one. */
  get documentCount(): number {
    return this.#all.documentCount;
  }

  /** Different terms in all. */
  get termCount(): number {
    return this.dictionary.size;
  }

  /** Bytes of the segment's content, wherever it is. */
  get sizeBytes(): number {
    return this.#bytes.size;
  }

  /** Bytes that it takes in memory while it is open, without lists in the shared cache. */
  get memoryBytes(): number {
    return (
      this.#bytes.memoryBytes +
      this.#parts.positionStarts.byteLength * 3 +
      this.lengths.byteLength +
      this.#parts.units.byteLength
    );
  }

  /** Terms of each row's text, or `NO_DOCUMENT`. */
  get lengths(): Uint32Array {
    return this.#parts.lengths;
  }

  /** What is left of it without deleted rows. */
  liveRows(deleted: RowSet | undefined): LiveRows {
    if (deleted === undefined || deleted.size === 0) return this.#all;
    const known = this.#live.get(deleted);
    if (known !== undefined) return known;
    const live = new LiveRows(this.lengths, deleted);
    this.#live.set(deleted, live);
    return live;
  }

  /** Rows of the term at a place of the dictionary; none of -1. */
  postings(term: number): PostingList {
    if (term < 0) return NO_POSTINGS;
    const known = this.#cache?.find(this.#number, term);
    if (known !== undefined) return known;
    const count = this.#parts.documentCounts[term] ?? 0;
    const list = unpackPostings(this.#packedPostings(term, term + 1), count, this.lengths);
    if (count >= CACHED_POSTINGS) this.#cache?.add(this.#number, term, list);
    return list;
  }

  /** Rows of each term of a range of the dictionary, read at once. */
  *postingsOfRange(first: number, end: number): Generator<PostingList> {
    const packed = this.#packedPostings(first, end);
    const start = this.#parts.postingStarts[first] ?? 0;
    for (let term = first; term < end; term += 1) {
      const from = (this.#parts.postingStarts[term] ?? 0) - start;
      const count = this.#parts.documentCounts[term] ?? 0;
      yield unpackPostings(packed.subarray(from), count, this.lengths);
    }
  }

  /** Packed positions of the term's words, row by row. */
  packedPositions(term: number): Uint8Array {
    const start = this.#parts.positionStarts[term] ?? 0;
    const end = this.#parts.positionStarts[term + 1] ?? 0;
    return this.#bytes.read(this.#parts.positionsOffset + start, end - start);
  }

  /** Closes its file; not to be called while it is searched. */
  async close(): Promise<void> {
    await this.#bytes.close();
  }

  #packedPostings(first: number, end: number): Uint8Array {
    const start = this.#parts.postingStarts[first] ?? 0;
    const stop = this.#parts.postingStarts[end] ?? 0;
    return this.#bytes.read(this.#parts.postingsOffset + start, stop - start);
  }
}

/**
 * Opens a segment's file; its lists are read when they are searched.
 *
 * @param cache keeps unpacked lists; one is to be shared by all segments of a process.
 * @throws {DamagedSegment} when the file is no segment of this version, or was cut or changed.
 * Lists are compared with their checksums when they are read: a search may throw it, too.
 */
export async function openTextSegment(path: string, cache?: PostingCache): Promise<TextSegment> {
  const file = await CheckedFile.open(path);
  try {
    return new TextSegment(file, cache);
  } catch (error) {
    await file.close();
    throw error;
  }
}
