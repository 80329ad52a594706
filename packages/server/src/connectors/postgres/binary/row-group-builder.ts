import type { RowTextColumn } from "../../../engine/engine.ts";
import { MAX_GROUP_ROWS } from "../../columns/row-group.ts";
import type { SourcePiece } from "../../connector.ts";
import { inexactValue } from "../../inexact-value.ts";
import type { RowCollector } from "../row-collector.ts";
import { BadFieldError, type BinaryColumn } from "./binary-column.ts";
import type { ColumnForm } from "./column-form.ts";
import { int16At, int32At, LENGTH_BYTES, NULL } from "./tuple-batch.ts";

/** See "Binary Format" of COPY in PostgreSQL's documentation. */
const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0", "latin1");
const COUNT_BYTES = 2;
const END = -1;
/** Fields that are noted before their values are taken. */
const MAX_NOTED = 65_536;
/** Some of them wait in memory for the file that they go into. */
const GROUP_BYTES = 8 * 1_024 ** 2;

interface OpenColumn {
  readonly column: RowTextColumn;
  readonly values: BinaryColumn;
}

/** Takes tuples of binary COPYs, one after the other, apart and collects them column by column. */
export class RowGroupBuilder implements RowCollector {
  readonly #columns: readonly OpenColumn[];
  readonly #label: string;
  readonly #onPiece: (piece: SourcePiece) => void;
  readonly #starts: Int32Array;
  #bytes: Uint8Array = new Uint8Array(0);
  #isBegun = false;
  /** Tuples of which only the places are noted. */
  #notedCount = 0;
  #rowCount = 0;
  #longestRowBytes = 0;
  #sizeBytes = 0;

  /** @param label what messages call the rows */
  constructor(forms: readonly ColumnForm[], label: string, onPiece: (piece: SourcePiece) => void) {
    this.#columns = forms.map(({ column, open }) => ({ column, values: open() }));
    this.#label = label;
    this.#onPiece = onPiece;
    this.#starts = new Int32Array(Math.max(MAX_NOTED, forms.length));
  }

  row(bytes: Uint8Array, start: number, end: number): void {
    if (end - start > this.#longestRowBytes) this.#longestRowBytes = end - start;
    if (bytes !== this.#bytes) this.settle();
    this.#bytes = bytes;
    let at = this.#isBegun ? start : this.#skipHeader(bytes, start);
    while (at < end) {
      const count = int16At(bytes, at);
      at += COUNT_BYTES;
      if (count !== END) at = this.#note(count, at, end);
      else this.#isBegun = false;
    }
  }

  settle(): void {
    const tupleCount = this.#notedCount;
    if (tupleCount === 0) return;
    const batch = {
      bytes: this.#bytes,
      tupleCount,
      starts: this.#starts,
      fieldCount: this.#columns.length,
    };
    this.#sizeBytes = 0;
    for (const [place, { column, values }] of this.#columns.entries()) {
      try {
        values.add(batch, place);
      } catch (error) {
        throw error instanceof BadFieldError ? inexactValue(this.#label, column) : error;
      }
      this.#sizeBytes += values.sizeBytes;
    }
    this.#rowCount += tupleCount;
    this.#notedCount = 0;
    if (this.#sizeBytes >= GROUP_BYTES || this.#rowCount === MAX_GROUP_ROWS) this.#close();
  }

  flush(): void {
    this.settle();
    if (this.#rowCount > 0) this.#close();
  }

  #close(): void {
    const parts = this.#columns.map(({ values }) => ({ values, taken: values.take() }));
    const group = {
      rowCount: this.#rowCount,
      longestRowBytes: this.#longestRowBytes,
      sizeBytes: this.#sizeBytes,
      columns: parts.map(({ taken }) => taken),
      release: () => {
        for (const { values, taken } of parts) values.reuse(taken);
      },
    };
    this.#rowCount = 0;
    this.#longestRowBytes = 0;
    this.#onPiece({ group });
  }

  #note(count: number, start: number, end: number): number {
    const fieldCount = this.#columns.length;
    if (count !== fieldCount) throw new Error("a tuple has another number of fields");
    const starts = this.#starts;
    let at = start;
    let index = this.#notedCount * fieldCount;
    for (const last = index + fieldCount; index < last; index += 1) {
      const length = int32At(this.#bytes, at);
      at += LENGTH_BYTES;
      if (length >= 0) {
        starts[index] = at;
        at += length;
      } else {
        starts[index] = NULL;
      }
    }
    if (at > end) throw new Error("a tuple is not whole");
    this.#notedCount += 1;
    const isFull = (this.#notedCount + 1) * fieldCount > starts.length;
    if (isFull || this.#rowCount + this.#notedCount === MAX_GROUP_ROWS) this.settle();
    return at;
  }

  #skipHeader(bytes: Uint8Array, start: number): number {
    const flags = start + SIGNATURE.length;
    const isKnown = SIGNATURE.equals(bytes.subarray(start, flags)) && int32At(bytes, flags) === 0;
    if (!isKnown) throw new Error("rows do not begin as those of a binary COPY");
    this.#isBegun = true;
    return flags + 2 * LENGTH_BYTES + int32At(bytes, flags + LENGTH_BYTES);
  }
}
