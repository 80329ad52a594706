import type { ColumnValues } from "../../columns/row-group.ts";
import { BinaryColumn } from "./binary-column.ts";
import { type FieldValues, LENGTH_BYTES, lengthBefore } from "./tuple-batch.ts";

const FIRST_BYTES = 16_384;
/** Below it, copying byte by byte is faster than a call. */
const LONG_VALUE = 64;

/** A column whose values are kept as bytes. */
abstract class ByteColumn extends BinaryColumn {
  protected bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  protected end = 0;
  readonly #spare: Buffer[] = [];

  get sizeBytes(): number {
    return this.end;
  }

  reuse({ bytes }: ColumnValues): void {
    this.#spare.push(Buffer.from(bytes.buffer));
  }

  protected takeBytes(): Uint8Array {
    const bytes = this.bytes.subarray(0, this.end);
    this.bytes = this.#spare.pop() ?? Buffer.allocUnsafeSlow(Math.max(this.end, FIRST_BYTES));
    this.end = 0;
    return bytes;
  }

  protected reserve(more: number): void {
    const needed = this.end + more;
    if (needed <= this.bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    bytes.set(this.bytes.subarray(0, this.end));
    this.bytes = bytes;
  }
}

/** Values of any length, each with its length in front: texts, bytea. */
export class BytesColumn extends ByteColumn {
  protected keep(values: FieldValues): void {
    const { bytes, starts, count } = values;
    this.reserve(bytesOf(values));
    const target = this.bytes;
    let at = this.end;
    for (let index = 0; index < count; index += 1) {
      const start = starts[index] ?? 0;
      const length = lengthBefore(bytes, start);
      target[at++] = length;
      target[at++] = length >> 8;
      target[at++] = length >> 16;
      target[at++] = length >> 24;
      if (length > LONG_VALUE) {
        target.set(bytes.subarray(start, start + length), at);
        at += length;
      } else {
        for (let from = start; from < start + length; from += 1) target[at++] = bytes[from] ?? 0;
      }
    }
    this.end = at;
  }
}

/** Of the values and their lengths. */
function bytesOf({ bytes, starts, count }: FieldValues): number {
  let sum = count * LENGTH_BYTES;
  for (let index = 0; index < count; index += 1) sum += lengthBefore(bytes, starts[index] ?? 0);
  return sum;
}

const UUID_BYTES = 16;

/** uuid */
export class UuidColumn extends ByteColumn {
  constructor() {
    super(UUID_BYTES);
  }

  protected keep({ bytes, starts, count }: FieldValues): void {
    this.reserve(count * UUID_BYTES);
    for (let index = 0; index < count; index += 1) {
      const start = starts[index] ?? 0;
      this.bytes.set(bytes.subarray(start, start + UUID_BYTES), this.end);
      this.end += UUID_BYTES;
    }
  }
}

/** boolean: a bit for each value, the first one's the lowest of its byte. */
export class BooleanColumn extends ByteColumn {
  #count = 0;

  constructor() {
    super(1);
  }

  protected keep({ bytes, starts, count }: FieldValues): void {
    this.reserve(Math.ceil(count / 8) + 1);
    const target = this.bytes;
    for (let index = 0; index < count; index += 1) {
      const place = (this.#count + index) & 7;
      const at = (this.#count + index) >> 3;
      const bit = (bytes[starts[index] ?? 0] ?? 0) << place;
      target[at] = place === 0 ? bit : (target[at] ?? 0) | bit;
    }
    this.#count += count;
    this.end = Math.ceil(this.#count / 8);
  }

  protected override takeBytes(): Uint8Array {
    this.#count = 0;
    return super.takeBytes();
  }
}
