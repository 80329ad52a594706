/** Bytes that grow, written as numbers of seven bits a byte, the lowest first. */
export class ByteWriter {
  #bytes: Uint8Array;
  size = 0;

  constructor(expectedSize: number) {
    this.#bytes = new Uint8Array(Math.max(expectedSize, 16));
  }

  /** @param value whole, from 0 to 2^32 - 1. */
  number(value: number): void {
    if (this.size + 5 > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.size] = (rest & 127) | 128;
      this.size += 1;
      rest >>>= 7;
    }
    this.#bytes[this.size] = rest;
    this.size += 1;
  }

  /** A copy of what was written. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.size);
  }

  #grow(): void {
    const bytes = new Uint8Array(this.#bytes.length * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
