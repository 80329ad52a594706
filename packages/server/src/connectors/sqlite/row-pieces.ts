import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { MAX_ROW_BYTES } from "../connector.ts";
import { SourceError } from "../source-error.ts";

export interface RowPiece {
  readonly text: Uint8Array<ArrayBuffer>;
  readonly rowCount: number;
  readonly longestRowBytes: number;
}

const PIECE_BYTES = 256 * 1_024;
/** Rows that come slowly are not kept back: to whoever waits for them, the database would be silent. */
const PIECE_MS = 500;

/** The rows of a statement, some at a time. Each row of it is one text. */
export class RowPieces {
  readonly #rows: Iterator<unknown>;
  #isEnded = false;

  constructor(
    database: DatabaseSync,
    { sqlText, values }: { sqlText: string; values: readonly SQLInputValue[] },
  ) {
    const statement = database.prepare(sqlText);
    statement.setReturnArrays(true);
    this.#rows = statement.iterate(...values);
  }

  /** Undefined at the end. */
  next(): RowPiece | undefined {
    if (this.#isEnded) return undefined;
    const rows: Uint8Array[] = [];
    let bytes = 0;
    let longestRowBytes = 0;
    const endMs = performance.now() + PIECE_MS;
    while (bytes < PIECE_BYTES && (bytes === 0 || performance.now() < endMs)) {
      const { value, done } = this.#rows.next();
      if (done === true) {
        this.#isEnded = true;
        break;
      }
      const row = rowBytes(value);
      rows.push(row);
      bytes += row.length;
      longestRowBytes = Math.max(longestRowBytes, row.length);
    }
    return rows.length === 0
      ? undefined
      : { text: joined(rows, bytes), rowCount: rows.length, longestRowBytes };
  }

  /** A statement that came to its end may be gone by now, and could not be left any more. */
  close(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#rows.return?.();
  }
}

function rowBytes(value: unknown): Uint8Array {
  const row: unknown = Array.isArray(value) ? value[0] : undefined;
  if (!(row instanceof Uint8Array)) throw new Error("a row is not one text");
  if (row.length <= MAX_ROW_BYTES) return row;
  throw new SourceError(
    "unreadable",
    `A row has ${row.length} bytes; at most ${MAX_ROW_BYTES} can be read. Leave its widest column out.`,
  );
}

function joined(rows: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const text = new Uint8Array(bytes);
  let at = 0;
  for (const row of rows) {
    text.set(row, at);
    at += row.length;
  }
  return text;
}
