import { type FieldValues, int16At, int32At } from "./tuple-batch.ts";
import { WordColumn } from "./word-column.ts";

/** smallint */
export class Int16Column extends WordColumn {
  constructor() {
    super(1, 2);
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    for (let index = 0; index < count; index += 1) {
      words[end + index] = int16At(bytes, starts[index] ?? 0);
    }
  }
}

/** Four bytes whose order is turned round: integer, oid, real */
export class Int32Column extends WordColumn {
  constructor() {
    super(1, 4);
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    for (let index = 0; index < count; index += 1) {
      words[end + index] = int32At(bytes, starts[index] ?? 0);
    }
  }
}

/** Eight bytes whose order is turned round: bigint, double precision */
export class Int64Column extends WordColumn {
  constructor() {
    super(2, 8);
  }

  protected write({ bytes, starts, count }: FieldValues, words: Int32Array, end: number): void {
    for (let index = 0; index < count; index += 1) {
      const start = starts[index] ?? 0;
      words[end + 2 * index] = int32At(bytes, start + 4);
      words[end + 2 * index + 1] = int32At(bytes, start);
    }
  }
}
