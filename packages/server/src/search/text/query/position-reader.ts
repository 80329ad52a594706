import { seek } from "../segment/live-rows.ts";
import type { PostingList } from "../segment/posting-list.ts";

/** Reads where a term stands in texts; rows have to be asked for in their order. */
export class PositionReader {
  readonly #list: PostingList;
  readonly #packed: Uint8Array;
  /** Posting that the next packed position belongs to. */
  #posting = 0;
  #at = 0;
  positions = new Uint32Array(16);
  count = 0;

  constructor(list: PostingList, packed: Uint8Array) {
    this.#list = list;
    this.#packed = packed;
  }

  /** Reads the places of the term in a row that the list has: `count` of `positions`, ascending. */
  moveTo(row: number): void {
    const posting = seek(this.#list.rows, this.#posting, row);
    let skipped = 0;
    for (let index = this.#posting; index < posting; index += 1) {
      skipped += this.#list.frequencies[index] ?? 0;
    }
    if (skipped > 0) this.#skip(skipped);
    this.#posting = posting + 1;
    this.count = this.#list.frequencies[posting] ?? 0;
    if (this.count > this.positions.length) this.positions = new Uint32Array(this.count * 2);
    let position = 0;
    for (let index = 0; index < this.count; index += 1) {
      position += this.#read();
      this.positions[index] = position;
    }
  }

  /** Only the last byte of a number is below 128. */
  #skip(count: number): void {
    const packed = this.#packed;
    let at = this.#at;
    for (let rest = count; rest > 0; at += 1) if ((packed[at] ?? 0) < 128) rest -= 1;
    this.#at = at;
  }

  #read(): number {
    let byte = this.#packed[this.#at] ?? 0;
    let value = byte & 127;
    this.#at += 1;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.#packed[this.#at] ?? 0;
      value |= (byte & 127) << shift;
      this.#at += 1;
    }
    return value;
  }
}
