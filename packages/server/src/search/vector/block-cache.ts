/** A part of a segment's file, at the start of a buffer of its own. */
export type Block = Float32Array | Int8Array;

/** Keeps the blocks used last, of all segments, within a number of bytes. */
export class BlockCache {
  readonly #maxBytes: number;
  readonly #blocks = new Map<number, Block>();
  #bytes = 0;
  #nextKey = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** First of so many keys that nobody else has. */
  reserveKeys(count: number): number {
    const first = this.#nextKey;
    this.#nextKey += count;
    return first;
  }

  find(key: number): Block | undefined {
    const block = this.#blocks.get(key);
    if (block === undefined) return undefined;
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    return block;
  }

  set(key: number, block: Block): void {
    this.delete(key);
    if (block.byteLength > this.#maxBytes) return;
    this.#blocks.set(key, block);
    this.#bytes += block.byteLength;
    for (const oldest of this.#blocks.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.delete(oldest);
    }
  }

  delete(key: number): void {
    const block = this.#blocks.get(key);
    if (block === undefined) return;
    this.#blocks.delete(key);
    this.#bytes -= block.byteLength;
  }
}
