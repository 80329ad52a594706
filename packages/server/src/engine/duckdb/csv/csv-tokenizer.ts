import type { CsvDialect } from "./csv-dialect.ts";
import type { CsvRecord } from "./csv-record.ts";
import { scanRecord } from "./scan-record.ts";

/** Longest record that is kept in memory, in UTF-16 units. */
const MAX_RECORD_LENGTH = 256 * 1024 * 1024;

/**
 * Takes CSV text apart that comes in pieces. Lines end with LF, CRLF or CR, also mixed. A record that
 * cannot be taken apart ends with its first line.
 */
export class CsvTokenizer {
  readonly #dialect: CsvDialect;
  #text = "";
  #line = 1;

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
  }

  /** The records that are complete with this piece. A blank line is a record of one null cell. */
  *push(piece: string): Generator<CsvRecord> {
    this.#text += piece;
    yield* this.#take(this.#text.length > MAX_RECORD_LENGTH);
  }

  /** The records that the end of the text completes. */
  *end(): Generator<CsvRecord> {
    yield* this.#take(true);
  }

  *#take(isLast: boolean): Generator<CsvRecord> {
    const text = this.#text;
    const { comment } = this.#dialect;
    let start = 0;
    while (start < text.length) {
      const scanned = scanRecord(text, start, this.#dialect, isLast);
      if (scanned === undefined) break;
      const raw = text.slice(start, scanned.end);
      const line = this.#line;
      this.#line += lineCount(raw);
      start = scanned.end;
      if (comment !== undefined && raw.startsWith(comment)) continue;
      const { cells, problem } = scanned;
      yield { line, cells, problem, raw };
    }
    this.#text = text.slice(start);
  }
}

function lineCount(raw: string): number {
  let count = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code === 10 || (code === 13 && raw.charCodeAt(index + 1) !== 10)) count += 1;
  }
  return count;
}
