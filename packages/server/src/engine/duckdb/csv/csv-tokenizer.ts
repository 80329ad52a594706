import type { CsvDialect } from "../../csv-layout.ts";
import type { CsvRecord } from "./csv-record.ts";
import { scanRecord, skipLine } from "./scan-record.ts";

/** Longest record that is kept in memory, in UTF-16 units. */
const MAX_RECORD_LENGTH = 256 * 1024 * 1024;

/**
 * Takes CSV text apart that comes in pieces. Lines end with LF, CRLF or CR, also mixed. A record that
 * cannot be taken apart ends with its first line.
 */
export class CsvTokenizer {
  readonly #dialect: CsvDialect;
  #linesToSkip: number;
  #text = "";
  #line = 1;

  constructor(dialect: CsvDialect, linesToSkip = 0) {
    this.#dialect = dialect;
    this.#linesToSkip = linesToSkip;
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
      const isSkipped = this.#linesToSkip > 0;
      const scanned = isSkipped
        ? skipLine(text, start, isLast)
        : scanRecord(text, start, this.#dialect, isLast);
      if (scanned === undefined) break;
      const raw = text.slice(start, scanned.end);
      const line = this.#line;
      this.#line += lineCount(raw);
      start = scanned.end;
      if (isSkipped) this.#linesToSkip -= 1;
      else if (comment === undefined || !raw.startsWith(comment)) {
        yield { line, cells: scanned.cells, problem: scanned.problem, raw };
      }
    }
    this.#text = text.slice(start);
  }
}

/** Ends of lines in a text. */
export function lineCount(text: string): number {
  const feed = text.indexOf("\n");
  const carriage = text.indexOf("\r");
  if (feed < 0 && carriage < 0) return 0;
  const isOneLine = feed === text.length - 1 && (carriage < 0 || carriage === feed - 1);
  if (isOneLine) return 1;
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) count += 1;
  }
  return count;
}
