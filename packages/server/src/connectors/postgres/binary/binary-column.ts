import { NullBits } from "../../columns/null-bits.ts";
import type { ColumnValues } from "../../columns/row-group.ts";
import { type FieldValues, lengthBefore, type TupleBatch } from "./tuple-batch.ts";

/** A field whose bytes are none of its column's type. */
export class BadFieldError extends Error {}

/** Takes the fields of one column out of tuples and keeps them as a Parquet file has them. */
export abstract class BinaryColumn {
  readonly #valueBytes: number | undefined;
  readonly #nulls = new NullBits();
  #starts = new Int32Array(0);
  #rowCount = 0;

  /** @param valueBytes that each value has; undefined when they differ */
  constructor(valueBytes?: number) {
    this.#valueBytes = valueBytes;
  }

  /** Of all values that are kept. */
  abstract readonly sizeBytes: number;

  /** @throws {BadFieldError} */
  add(batch: TupleBatch, place: number): void {
    const values = this.#valuesOf(batch, place);
    this.#rowCount += batch.tupleCount;
    this.keep(values);
  }

  /** Hands over what is kept, and begins anew. */
  take(): ColumnValues {
    this.#rowCount = 0;
    return { bytes: this.takeBytes(), nulls: this.#nulls.take() };
  }

  /** Takes bytes back that it had handed over. */
  abstract reuse(values: ColumnValues): void;

  protected abstract keep(values: FieldValues): void;
  protected abstract takeBytes(): Uint8Array;

  #valuesOf({ bytes, starts, fieldCount, tupleCount }: TupleBatch, place: number): FieldValues {
    if (this.#starts.length < tupleCount) this.#starts = new Int32Array(2 * tupleCount);
    const found = this.#starts;
    const valueBytes = this.#valueBytes;
    let count = 0;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) {
        this.#nulls.add(this.#rowCount + tuple);
        continue;
      }
      const isWhole = valueBytes === undefined || lengthBefore(bytes, start) === valueBytes;
      if (!isWhole) throw new BadFieldError();
      found[count++] = start;
    }
    return { bytes, count, starts: found };
  }
}
