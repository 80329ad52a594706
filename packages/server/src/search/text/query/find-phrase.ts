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
  const readers = words.map(({ offset }, index) => {
    const packed = segment.packedPositions(terms[index] ?? 0);
    return { reader: new PositionReader(lists[index] ?? NO_POSTINGS, packed), offset };
  });
  const rows = new Uint32Array(candidates.length);
  const frequencies = new Uint16Array(candidates.length);
  let count = 0;
  for (const row of candidates) {
    for (const { reader } of readers) reader.moveTo(row);
    const frequency = occurrences(readers);
    if (frequency === 0) continue;
    rows[count] = row;
    frequencies[count] = frequency;
    count += 1;
  }
  return postingList(rows.subarray(0, count), frequencies.subarray(0, count), segment.lengths);
}

interface PlacedReader {
  readonly reader: PositionReader;
  readonly offset: number;
}

/** Places of the row that was read where all words stand as in the phrase. */
function occurrences(readers: readonly PlacedReader[]): number {
  const first = readers[0]?.reader;
  if (first === undefined) return 0;
  let count = 0;
  for (let index = 0; index < first.count; index += 1) {
    const start = first.positions[index] ?? 0;
    if (readers.every(({ reader, offset }) => isThere(reader, start + offset))) count += 1;
  }
  return count;
}

function isThere({ positions, count }: PositionReader, position: number): boolean {
  for (let index = 0; index < count; index += 1) {
    const one = positions[index] ?? 0;
    if (one >= position) return one === position;
  }
  return false;
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
