import { seek } from "../segment/live-rows.ts";
import { NO_POSTINGS, type PostingList, postingList } from "../segment/posting-list.ts";
import type { TextSegment } from "../text-segment.ts";
import { PositionReader } from "./position-reader.ts";
import type { PhraseWord } from "./text-clause.ts";

/** Rows with a phrase, and how often it occurs in each. */
export function findPhrase(segment: TextSegment, words: readonly PhraseWord[]): PostingList {
  const terms = words.map(({ term }) => segment.dictionary.find(term));
  if (terms.includes(-1)) return NO_POSTINGS;
  const lists = terms.map((term) => segment.postings(term));
  const candidates = rowsInAll(lists.map(({ rows }) => rows));
  if (candidates.length === 0) return NO_POSTINGS;
  const readers = words.map(({ offset }, index) => ({
    reader: new PositionReader(
      lists[index] ?? NO_POSTINGS,
      segment.packedPositions(terms[index] ?? 0),
    ),
    offset,
  }));
  const rows: number[] = [];
  const frequencies: number[] = [];
  for (const row of candidates) {
    const positions = readers.map(({ reader, offset }) => ({
      at: reader.positionsOf(row),
      offset,
    }));
    const frequency = occurrences(positions);
    if (frequency === 0) continue;
    rows.push(row);
    frequencies.push(frequency);
  }
  return postingList(Uint32Array.from(rows), Uint16Array.from(frequencies), segment.lengths);
}

interface WordPositions {
  readonly at: readonly number[];
  readonly offset: number;
}

/** Positions where all words stand as in the phrase. */
function occurrences([first, ...others]: readonly WordPositions[]): number {
  if (first === undefined) return 0;
  let starts = first.at;
  for (const { at, offset } of others) {
    const next: number[] = [];
    let index = 0;
    for (const start of starts) {
      while ((at[index] ?? Infinity) < start + offset) index += 1;
      if (at[index] === start + offset) next.push(start);
    }
    starts = next;
    if (starts.length === 0) return 0;
  }
  return starts.length;
}

/** Rows that are in each of ascending lists. */
export function rowsInAll(lists: readonly Uint32Array[]): Uint32Array {
  const [first, ...others] = lists.toSorted((one, other) => one.length - other.length);
  let rows = first ?? new Uint32Array(0);
  for (const other of others) {
    const both = new Uint32Array(rows.length);
    let count = 0;
    let at = 0;
    for (const row of rows) {
      at = seek(other, at, row);
      if (other[at] === row) {
        both[count] = row;
        count += 1;
      }
    }
    rows = both.subarray(0, count);
  }
  return rows;
}
