/** A segment's content, wherever it is. */
export interface SegmentBytes {
  readonly size: number;
  /** Bytes of it that are kept in memory. */
  readonly memoryBytes: number;
  /** @throws {DamagedSegment} when what is there is not what was written. */
  read(offset: number, length: number): Uint8Array;
  close(): Promise<void>;
}

export class MemoryBytes implements SegmentBytes {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  get memoryBytes(): number {
    return this.#bytes.length;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#bytes.subarray(offset, offset + length);
  }

  async close(): Promise<void> {}
}
