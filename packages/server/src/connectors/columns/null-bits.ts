import { MAX_GROUP_ROWS, type Nulls } from "./row-group.ts";

/** Collects which rows of a row group have no value. */
export class NullBits {
  #bits: Uint8Array | undefined;
  #count = 0;

  add(row: number): void {
    this.#bits ??= new Uint8Array(MAX_GROUP_ROWS / 8);
    this.#bits[row >> 3] = (this.#bits[row >> 3] ?? 0) | (1 << (row & 7));
    this.#count += 1;
  }

  /** Hands over what was collected, and begins anew. */
  take(): Nulls {
    const nulls = { count: this.#count, bits: this.#bits ?? NONE };
    this.#bits = undefined;
    this.#count = 0;
    return nulls;
  }
}

const NONE = new Uint8Array(0);
