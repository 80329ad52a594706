import { crc32 } from "node:zlib";
import { DamagedVectorSegmentError } from "./damaged-vector-segment-error.ts";
import { METRICS, type Metric } from "../search-index.ts";

/*
 * A file: preamble; vectors, list after list; codes likewise; tables; header (JSON). The preamble
 * is written last and says where the header is, which says where everything else is.
 */

const MAGIC = Buffer.from("hdvector", "latin1");
/** Raised with every change of what is in the files: older ones are then built again. */
const VERSION = 1;
/** Vectors begin here. */
export const PREAMBLE_BYTES = 64;
const CHECKED_BYTES = 32;

export interface SegmentHeader {
  readonly metric: Metric;
  readonly dimensions: number;
  /** Vectors in lists. */
  readonly vectorCount: number;
  readonly irregularCount: number;
  readonly listCount: number;
  /** As in `Clusters`; null where the lists are in no order. */
  readonly reach: number | null;
  /** As in `Coding`; null where there are no codes. */
  readonly scale: number | null;
  readonly codesOffset: number;
  readonly tablesOffset: number;
  readonly tablesCrc: number;
}

interface HeaderPlace {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

export function preambleOf(header: Buffer, offset: number): Buffer {
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  MAGIC.copy(preamble);
  preamble.writeUInt32LE(VERSION, 8);
  preamble.writeUInt32LE(header.length, 12);
  preamble.writeDoubleLE(offset, 16);
  preamble.writeUInt32LE(crc32(header), 24);
  preamble.writeUInt32LE(crc32(preamble.subarray(0, CHECKED_BYTES)), CHECKED_BYTES);
  return preamble;
}

export function headerPlace(path: string, preamble: Buffer, fileBytes: number): HeaderPlace {
  if (fileBytes < PREAMBLE_BYTES || !preamble.subarray(0, 8).equals(MAGIC)) {
    throw new DamagedVectorSegmentError(path, "it begins otherwise");
  }
  const version = preamble.readUInt32LE(8);
  if (version !== VERSION) throw new DamagedVectorSegmentError(path, `version ${version}`);
  const crc = preamble.readUInt32LE(CHECKED_BYTES);
  const place = {
    length: preamble.readUInt32LE(12),
    offset: preamble.readDoubleLE(16),
    crc: preamble.readUInt32LE(24),
  };
  if (crc !== crc32(preamble.subarray(0, CHECKED_BYTES))) {
    throw new DamagedVectorSegmentError(path, "its preamble is damaged");
  }
  if (place.offset + place.length !== fileBytes) {
    throw new DamagedVectorSegmentError(path, "its length is not as written");
  }
  return place;
}

export function encodeHeader(header: SegmentHeader): Buffer {
  return Buffer.from(JSON.stringify(header));
}

export function decodeHeader(path: string, text: Buffer, place: HeaderPlace): SegmentHeader {
  if (crc32(text) !== place.crc) {
    throw new DamagedVectorSegmentError(path, "its header is damaged");
  }
  const header: unknown = JSON.parse(text.toString());
  if (!isHeader(header)) throw new DamagedVectorSegmentError(path, "its header is another one");
  return header;
}

function isHeader(value: unknown): value is SegmentHeader {
  // What passed the checksum was written by `encodeHeader` of this version.
  return (
    typeof value === "object" &&
    value !== null &&
    "metric" in value &&
    METRICS.some((metric) => metric === value.metric)
  );
}
