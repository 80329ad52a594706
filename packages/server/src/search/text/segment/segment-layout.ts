import { bytesOf } from "./checked-file.ts";
import { DamagedSegment } from "./damaged-segment.ts";
import type { SegmentBytes } from "./segment-bytes.ts";

/** Length in words of a row that has no text. */
export const NO_DOCUMENT = 0xffff_ffff;

/** What a segment is made of; the order of the parts in its file is that of `sizesOf`. */
export interface SegmentParts {
  /** Terms of each row's text, or `NO_DOCUMENT`. */
  readonly lengths: Uint32Array;
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  /** Documents that each term is in. */
  readonly documentCounts: Uint32Array;
  readonly postingStarts: Uint32Array;
  readonly positionStarts: Uint32Array;
}

/** Where the packed lists are in the content. */
export interface PackedLists {
  readonly postingsOffset: number;
  readonly positionsOffset: number;
}

/** Rows, terms, units of terms, bytes of postings, bytes of positions: 8 bytes each. */
const HEADER_NUMBERS = 5;

export function contentOf(
  parts: SegmentParts,
  postings: Uint8Array,
  positions: Uint8Array,
): Uint8Array[] {
  const header = Float64Array.of(
    parts.lengths.length,
    parts.documentCounts.length,
    parts.units.length,
    postings.length,
    positions.length,
  );
  const { lengths, starts, documentCounts, postingStarts, positionStarts, units } = parts;
  const numbers = [header, lengths, starts, documentCounts, postingStarts, positionStarts, units];
  return [...numbers.map(bytesOf), postings, positions];
}

/** @throws {DamagedSegment} when sizes do not fit together. */
export function readParts(bytes: SegmentBytes): SegmentParts & PackedLists {
  const header = new Float64Array(copyOf(bytes, 0, HEADER_NUMBERS * 8));
  const [rowCount = 0, termCount = 0, unitCount = 0, postingsSize = 0, positionsSize = 0] = header;
  let offset = header.byteLength;
  const take = (length: number) => {
    const part = copyOf(bytes, offset, length);
    offset += length;
    return part;
  };
  const lengths = new Uint32Array(take(rowCount * 4));
  const starts = new Uint32Array(take((termCount + 1) * 4));
  const documentCounts = new Uint32Array(take(termCount * 4));
  const postingStarts = new Uint32Array(take((termCount + 1) * 4));
  const positionStarts = new Uint32Array(take((termCount + 1) * 4));
  const units = new Uint16Array(take(unitCount * 2));
  const parts = { lengths, units, starts, documentCounts, postingStarts, positionStarts };
  if (offset + postingsSize + positionsSize !== bytes.size) {
    throw new DamagedSegment("its parts are not as long as it says");
  }
  return { ...parts, postingsOffset: offset, positionsOffset: offset + postingsSize };
}

/** Numbers have to begin at their own size in memory: hence the copy. */
function copyOf(bytes: SegmentBytes, offset: number, length: number): ArrayBuffer {
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(bytes.read(offset, length));
  return copy;
}
