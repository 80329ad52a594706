/** Types of the compact protocol, as they stand in field and list headers. */
const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const MAP = 11;
const STRUCT = 12;

const DOUBLE_BYTES = 8;
const MAX_DEPTH = 64;

/** Reads Thrift's compact protocol, in which Parquet files describe themselves. */
export class ThriftReader {
  readonly #bytes: Uint8Array;
  #offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  /** Walks a struct's fields; `read` takes a field's value and returns true, or leaves it. */
  struct(read: (id: number, type: number) => boolean, depth = 0): void {
    for (let id = 0; ;) {
      const header = this.#byte();
      const type = header & 0x0f;
      if (type === STOP) return;
      const delta = header >> 4;
      id = delta === 0 ? this.integer() : id + delta;
      if (!read(id, type)) this.#skip(type, depth);
    }
  }

  /** The number of elements that follow. */
  listSize(): number {
    return this.#listHeader().size;
  }

  /** A zigzag integer; exact up to 53 bits. */
  integer(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    const size = this.#varint();
    const bytes = this.#bytes.subarray(this.#offset, this.#offset + size);
    this.#move(size);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  }

  #skip(type: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError("a Thrift value is nested too deeply");
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) this.#move(1);
    else if (type < DOUBLE) this.#varint();
    else if (type === DOUBLE) this.#move(DOUBLE_BYTES);
    else if (type === BINARY) this.#move(this.#varint());
    else if (type === LIST || type === SET) this.#skipList(depth);
    else if (type === MAP) this.#skipMap(depth);
    else if (type === STRUCT) this.struct(() => false, depth + 1);
    else throw new RangeError(`no Thrift type ${type}`);
  }

  #skipList(depth: number): void {
    const { size, type } = this.#listHeader();
    for (let index = 0; index < size; index += 1) this.#skipElement(type, depth + 1);
  }

  #skipMap(depth: number): void {
    const size = this.#varint();
    if (size === 0) return;
    const types = this.#byte();
    for (let index = 0; index < size; index += 1) {
      this.#skipElement(types >> 4, depth + 1);
      this.#skipElement(types & 0x0f, depth + 1);
    }
  }

  /** In collections, unlike in fields, a boolean takes a byte. */
  #skipElement(type: number, depth: number): void {
    this.#skip(type === TRUE || type === FALSE ? BYTE : type, depth);
  }

  #listHeader(): { size: number; type: number } {
    const header = this.#byte();
    const short = header >> 4;
    return { type: header & 0x0f, size: short === 15 ? this.#varint() : short };
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset];
    this.#move(1);
    return byte ?? 0;
  }

  #move(count: number): void {
    this.#offset += count;
    if (this.#offset > this.#bytes.length) throw new RangeError("the Thrift bytes end too early");
  }
}
