import type { SourcePiece } from "../connector.ts";

type TextPiece = Extract<SourcePiece, { text: Uint8Array }>;

const PIECE_BYTES = 512 * 1_024;
/** Most reads have a few rows, and buffers as large as those of many would keep the collector busy. */
const FIRST_PIECE_BYTES = 16 * 1_024;
/** Below it, looking at each byte is faster than calls. */
const LONG_CELL = 64;
const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_END = 0x0a;

/** Collects rows of CSV text into pieces. */
export class RowTextBuffer {
  /** Columns whose text never needs quotes. */
  readonly #bare: readonly boolean[];
  readonly #onPiece: (piece: TextPiece) => void;
  #bytes = Buffer.allocUnsafeSlow(0);
  #pieceBytes = FIRST_PIECE_BYTES;
  #end = 0;
  #rowCount = 0;
  #longestRowBytes = 0;

  constructor(bare: readonly boolean[], onPiece: (piece: TextPiece) => void) {
    this.#bare = bare;
    this.#onPiece = onPiece;
  }

  /** A row that is CSV already, line end included. */
  addLine(bytes: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    bytes.copy(this.#bytes, this.#end, start, end);
    this.#end += end - start;
    this.#countRow(end - start);
  }

  /**
   * A row as the protocol has it: the number of cells, then for each its length, -1 for NULL, and its
   * text.
   */
  addCells(bytes: Buffer, start: number, end: number): void {
    // Each of its bytes may be a quote, which becomes two; lengths make room for commas and quotes.
    this.#reserve(2 * (end - start) + 1);
    const rowStart = this.#end;
    // What stands behind the columns is not for the reader.
    const count = Math.min(bytes.readInt16BE(start), this.#bare.length);
    let at = start + 2;
    for (let place = 0; place < count; place += 1) {
      if (place > 0) this.#bytes[this.#end++] = COMMA;
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length < 0) continue;
      if (this.#bare[place] === true) this.#copy(bytes, at, at + length);
      else this.#quote(bytes, at, at + length);
      at += length;
    }
    this.#bytes[this.#end++] = LINE_END;
    this.#countRow(this.#end - rowStart);
  }

  /** Hands over what is left. */
  flush(): void {
    if (this.#rowCount === 0) return;
    this.#onPiece({
      text: this.#bytes.subarray(0, this.#end),
      rowCount: this.#rowCount,
      longestRowBytes: this.#longestRowBytes,
    });
    this.#bytes = Buffer.allocUnsafeSlow(0);
    this.#end = 0;
    this.#rowCount = 0;
    this.#longestRowBytes = 0;
  }

  #quote(bytes: Buffer, start: number, end: number): void {
    this.#bytes[this.#end++] = QUOTE;
    if (end - start > LONG_CELL) this.#copyLong(bytes.subarray(start, end));
    else {
      for (let at = start; at < end; at += 1) {
        const byte = bytes[at] ?? 0;
        this.#bytes[this.#end++] = byte;
        if (byte === QUOTE) this.#bytes[this.#end++] = QUOTE;
      }
    }
    this.#bytes[this.#end++] = QUOTE;
  }

  #copyLong(cell: Buffer): void {
    let from = 0;
    for (let at = cell.indexOf(QUOTE); at >= 0; at = cell.indexOf(QUOTE, from)) {
      this.#copy(cell, from, at + 1);
      this.#bytes[this.#end++] = QUOTE;
      from = at + 1;
    }
    this.#copy(cell, from, cell.length);
  }

  #copy(bytes: Buffer, start: number, end: number): void {
    bytes.copy(this.#bytes, this.#end, start, end);
    this.#end += end - start;
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    this.flush();
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(bytes, this.#pieceBytes));
    this.#pieceBytes = PIECE_BYTES;
  }

  #countRow(bytes: number): void {
    this.#rowCount += 1;
    if (bytes > this.#longestRowBytes) this.#longestRowBytes = bytes;
  }
}
