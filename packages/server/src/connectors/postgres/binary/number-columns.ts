import { int16At, int32At, type TupleBatch } from "./tuple-batch.ts";
import { checkLength, WordColumn } from "./word-column.ts";

/** smallint */
export class Int16Column extends WordColumn {
  constructor() {
    super(1);
  }

  protected write(batch: TupleBatch, place: number, words: Int32Array, end: number): number {
    const { bytes, starts, fieldCount, tupleCount } = batch;
    let at = end;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) continue;
      checkLength(bytes, start, 2);
      words[at++] = int16At(bytes, start);
    }
    return at;
  }
}

/** Four bytes whose order is turned round: integer, oid, real */
export class Int32Column extends WordColumn {
  constructor() {
    super(1);
  }

  protected write(batch: TupleBatch, place: number, words: Int32Array, end: number): number {
    const { bytes, starts, fieldCount, tupleCount } = batch;
    let at = end;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) continue;
      checkLength(bytes, start, 4);
      words[at++] = int32At(bytes, start);
    }
    return at;
  }
}

/** Eight bytes whose order is turned round: bigint, double precision */
export class Int64Column extends WordColumn {
  constructor() {
    super(2);
  }

  protected write(batch: TupleBatch, place: number, words: Int32Array, end: number): number {
    const { bytes, starts, fieldCount, tupleCount } = batch;
    let at = end;
    for (let tuple = 0, index = place; tuple < tupleCount; tuple += 1, index += fieldCount) {
      const start = starts[index] ?? 0;
      if (start < 0) continue;
      checkLength(bytes, start, 8);
      words[at++] = int32At(bytes, start + 4);
      words[at++] = int32At(bytes, start);
    }
    return at;
  }
}
