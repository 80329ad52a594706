import { NullBits } from "../../columns/null-bits.ts";
import type { ColumnValues } from "../../columns/row-group.ts";
import type { TupleBatch } from "./tuple-batch.ts";

/**
 * Takes the fields of one column out of tuples and keeps them as a Parquet file has them. What it
 * throws says that a field is no value of the column.
 */
export abstract class BinaryColumn {
  readonly #nulls = new NullBits();
  #rowCount = 0;

  /** Of all values that are kept. */
  abstract readonly sizeBytes: number;

  add(batch: TupleBatch, place: number): void {
    if (batch.hasNulls) this.#noteNulls(batch, place);
    this.#rowCount += batch.tupleCount;
    this.keep(batch, place);
  }

  /** Hands over what is kept, and begins anew. */
  take(): ColumnValues {
    this.#rowCount = 0;
    return { bytes: this.takeBytes(), nulls: this.#nulls.take() };
  }

  /** Takes bytes back that it had handed over. */
  abstract reuse(values: ColumnValues): void;

  protected abstract keep(batch: TupleBatch, place: number): void;
  protected abstract takeBytes(): Uint8Array;

  #noteNulls({ starts, fieldCount, tupleCount }: TupleBatch, place: number): void {
    for (let tuple = 0; tuple < tupleCount; tuple += 1) {
      if ((starts[tuple * fieldCount + place] ?? 0) < 0) this.#nulls.add(this.#rowCount + tuple);
    }
  }
}

/** A field whose bytes are none of its column's type. */
export class BadFieldError extends Error {}
