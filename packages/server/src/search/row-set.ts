/** Rows of a data file, by their positions from 0. */
export class RowSet {
  /** The rows, ascending, each once. */
  readonly rows: Uint32Array;
  /** A bit for each row up to the last one, the lowest of a number first. */
  readonly #bits: Uint32Array;

  private constructor(rows: Uint32Array) {
    this.rows = rows;
    const last = rows.at(-1);
    this.#bits = new Uint32Array(last === undefined ? 0 : (last >>> 5) + 1);
    for (const row of rows) {
      this.#bits[row >>> 5] = (this.#bits[row >>> 5] ?? 0) | (1 << (row & 31));
    }
  }

  /** @param rows in any order, also several times. */
  static of(rows: Iterable<number>): RowSet {
    const sorted = Uint32Array.from(rows).toSorted();
    const distinct = sorted.filter((row, index) => index === 0 || row !== sorted[index - 1]);
    return new RowSet(distinct);
  }

  get size(): number {
    return this.rows.length;
  }

  has(row: number): boolean {
    return (((this.#bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }
}
