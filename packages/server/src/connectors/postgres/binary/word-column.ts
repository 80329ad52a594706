import type { ColumnValues } from "../../columns/row-group.ts";
import { BadFieldError, BinaryColumn } from "./binary-column.ts";
import { lengthBefore, type TupleBatch } from "./tuple-batch.ts";

const FIRST_WORDS = 4_096;
const WORD_BYTES = 4;

/** A column all of whose values take the same number of 32-bit words. */
export abstract class WordColumn extends BinaryColumn {
  readonly #wordsEach: number;
  #words: Int32Array = new Int32Array(FIRST_WORDS);
  #end = 0;
  /** Nobody else's any more; large enough for what came so far. */
  readonly #spare: Int32Array[] = [];

  constructor(wordsEach: number) {
    super();
    this.#wordsEach = wordsEach;
  }

  get sizeBytes(): number {
    return this.#end * WORD_BYTES;
  }

  /** Writes the batch's values from `end` on, and returns where they end. */
  protected abstract write(
    batch: TupleBatch,
    place: number,
    words: Int32Array,
    end: number,
  ): number;

  protected keep(batch: TupleBatch, place: number): void {
    this.#reserve(batch.tupleCount * this.#wordsEach);
    this.#end = this.write(batch, place, this.#words, this.#end);
  }

  reuse({ bytes }: ColumnValues): void {
    this.#spare.push(new Int32Array(bytes.buffer));
  }

  protected takeBytes(): Uint8Array {
    const bytes = new Uint8Array(this.#words.buffer, 0, this.sizeBytes);
    this.#words = this.#spare.pop() ?? new Int32Array(Math.max(this.#end, FIRST_WORDS));
    this.#end = 0;
    return bytes;
  }

  #reserve(more: number): void {
    const needed = this.#end + more;
    if (needed <= this.#words.length) return;
    const words = new Int32Array(Math.max(needed, 2 * this.#words.length));
    words.set(this.#words.subarray(0, this.#end));
    this.#words = words;
  }
}

/** Where the value of a field begins that has to have this many bytes. */
export function checkLength(bytes: Uint8Array, start: number, length: number): void {
  if (lengthBefore(bytes, start) !== length) throw new BadFieldError();
}
