import { SizedCache } from "../sized-cache.ts";

/** A part of a segment's file, at the start of a buffer of its own. */
export type Block = Float32Array | Int8Array;

/** Keeps the blocks used last, of all segments, within a number of bytes. */
export class BlockCache extends SizedCache<number, Block> {
  #nextKey = 0;

  constructor(maxBytes: number) {
    super({ maxBytes, bytesOf: ({ byteLength }) => byteLength });
  }

  /** First of so many keys that nobody else has. */
  reserveKeys(count: number): number {
    const first = this.#nextKey;
    this.#nextKey += count;
    return first;
  }
}
