import type { ColumnValues } from "../../columns/row-group.ts";
import { BinaryColumn } from "./binary-column.ts";
import type { FieldValues } from "./tuple-batch.ts";

const FIRST_WORDS = 4_096;
const WORD_BYTES = 4;

/** A column all of whose values become the same number of 32-bit words. */
export abstract class WordColumn extends BinaryColumn {
  readonly #wordsEach: number;
  #words: Int32Array = new Int32Array(FIRST_WORDS);
  #end = 0;
  /** Nobody else's any more; large enough for what came so far. */
  readonly #spare: Int32Array[] = [];

  constructor(wordsEach: number, valueBytes?: number) {
    super(valueBytes);
    this.#wordsEach = wordsEach;
  }

  get sizeBytes(): number {
    return this.#end * WORD_BYTES;
  }

  /**
   * Writes the words of all values from `end` on. Each type has its own loop: one for all of them would
   * look up what to do for every single value.
   */
  protected abstract write(values: FieldValues, words: Int32Array, end: number): void;

  protected keep(values: FieldValues): void {
    const more = values.count * this.#wordsEach;
    this.#reserve(more);
    this.write(values, this.#words, this.#end);
    this.#end += more;
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
