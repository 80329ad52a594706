import type { ColumnValues } from "../../columns/row-group.ts";
import { BadFieldError, BinaryColumn } from "./binary-column.ts";
import { LENGTH_BYTES, lengthBefore, type TupleBatch } from "./tuple-batch.ts";

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
  protected keep(batch: TupleBatch, place: number): void {
    const { bytes, starts, fieldCount, tupleCount } = batch;
    this.reserve(bytesOf(batch, place));
    const target = this.bytes;
    let at = this.end;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) continue;
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
function bytesOf({ bytes, starts, fieldCount, tupleCount }: TupleBatch, place: number): number {
  let sum = 0;
  for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
    const start = starts[index] ?? 0;
    if (start >= 0) sum += LENGTH_BYTES + lengthBefore(bytes, start);
  }
  return sum;
}

const UUID_BYTES = 16;

/** uuid */
export class UuidColumn extends ByteColumn {
  protected keep({ bytes, starts, fieldCount, tupleCount }: TupleBatch, place: number): void {
    this.reserve(tupleCount * UUID_BYTES);
    const target = this.bytes;
    let at = this.end;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) continue;
      if (lengthBefore(bytes, start) !== UUID_BYTES) throw new BadFieldError();
      for (let from = start; from < start + UUID_BYTES; from += 1) target[at++] = bytes[from] ?? 0;
    }
    this.end = at;
  }
}

/** boolean: a bit for each value, the first one's the lowest of its byte. */
export class BooleanColumn extends ByteColumn {
  #count = 0;

  protected keep({ bytes, starts, fieldCount, tupleCount }: TupleBatch, place: number): void {
    this.reserve(Math.ceil(tupleCount / 8) + 1);
    const target = this.bytes;
    let count = this.#count;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) continue;
      if (lengthBefore(bytes, start) !== 1) throw new BadFieldError();
      const bit = (bytes[start] ?? 0) << (count & 7);
      const at = count >> 3;
      target[at] = (count & 7) === 0 ? bit : (target[at] ?? 0) | bit;
      count += 1;
    }
    this.#count = count;
    this.end = Math.ceil(count / 8);
  }

  protected override takeBytes(): Uint8Array {
    this.#count = 0;
    return super.takeBytes();
  }
}
