import type { Data, RecordBatch } from "apache-arrow";

/**
 * One place of an Arrow array, read from its buffers: the library's own accessors round timestamps to
 * milliseconds.
 */
export class ArrowCell {
  readonly #data: Data;
  readonly #index: number;

  constructor(data: Data, index: number) {
    this.#data = data;
    this.#index = index;
  }

  get isNull(): boolean {
    return !this.#data.getValid(this.#index);
  }

  /** A number of an array with one number for each place. */
  get number(): number | bigint {
    return this.#data.values[this.#index];
  }

  get bit(): boolean {
    const byte = Number(this.#data.values[this.#index >> 3]);
    return ((byte >> (this.#index & 7)) & 1) === 1;
  }

  get bytes(): Uint8Array {
    const [start, end] = this.#range();
    return this.#data.values.subarray(start, end);
  }

  /** An integer of 128 bits. */
  get wide(): bigint {
    const words = this.#data.values.subarray(this.#index * 4, this.#index * 4 + 4);
    const bits = [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
    return BigInt.asIntN(128, bits);
  }

  get items(): ArrowCell[] {
    const [start, end] = this.#range();
    const child = this.#child(0);
    return Array.from({ length: end - start }, (_, place) => new ArrowCell(child, start + place));
  }

  field(place: number): ArrowCell {
    return new ArrowCell(this.#child(place), this.#index);
  }

  #range(): [number, number] {
    const { valueOffsets } = this.#data;
    return [Number(valueOffsets[this.#index]), Number(valueOffsets[this.#index + 1])];
  }

  #child(place: number): Data {
    const child = this.#data.children[place];
    if (child === undefined) throw new Error(`no child ${place}`);
    return child;
  }
}

interface Batches {
  readonly batches: readonly RecordBatch[];
}

/** The cells of a table, row by row. */
export function arrowCells({ batches }: Batches): ArrowCell[][] {
  return batches.flatMap(({ data }) =>
    Array.from({ length: data.length }, (_, index) =>
      data.children.map((child) => new ArrowCell(child, index)),
    ),
  );
}
