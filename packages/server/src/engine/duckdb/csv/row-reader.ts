import type { CsvRecord } from "./csv-record.ts";

export interface RowRules {
  readonly columnCount: number;
  readonly hasHeader: boolean;
  /** Rows that end early get null for the cells they lack. */
  readonly fillMissing: boolean;
}

/** Makes rows of a file's records: each has a cell for every column, or a problem. */
export class RowReader {
  readonly #rules: RowRules;
  #isBeforeHeader: boolean;

  constructor(rules: RowRules) {
    this.#rules = rules;
    this.#isBeforeHeader = rules.hasHeader;
  }

  /** Blank lines are no rows, except in a file of one column, where they are an empty cell. */
  *rows(records: Iterable<CsvRecord>): Generator<CsvRecord> {
    for (const record of records) {
      if (isBlank(record) && (this.#rules.columnCount > 1 || this.#isBeforeHeader)) continue;
      if (this.#isBeforeHeader) this.#isBeforeHeader = false;
      else yield this.#row(record);
    }
  }

  #row(record: CsvRecord): CsvRecord {
    const { columnCount, fillMissing } = this.#rules;
    const { cells, problem } = record;
    if (problem !== undefined || cells.length === columnCount) return record;
    // A delimiter at the end of each row is a habit of some programs.
    if (cells.length === columnCount + 1 && cells.at(-1) === null) {
      return { ...record, cells: cells.slice(0, -1) };
    }
    if (cells.length < columnCount && fillMissing) {
      const missing = Array.from({ length: columnCount - cells.length }, () => null);
      return { ...record, cells: [...cells, ...missing] };
    }
    const counts = `${cells.length} cell${cells.length === 1 ? "" : "s"}`;
    return { ...record, problem: `the row has ${counts}, but the file has ${columnCount} columns` };
  }
}

export function isBlank({ cells, problem }: CsvRecord): boolean {
  return problem === undefined && cells.length === 1 && cells[0] === null;
}
