import type { SourcePiece } from "../connector.ts";
import { CELL, type CellKind } from "./cell-kind.ts";
import { isRealDate, isTimeOfDay } from "./real-date.ts";

type TextPiece = Extract<SourcePiece, { text: Uint8Array }>;

/** The first piece is small: most reads that somebody waits for have few rows. */
const FIRST_BYTES = 16 * 1024;
const PIECE_BYTES = 1024 * 1024;
/** More than a short cell becomes longer by: quotes, a comma, a zone, the digits of eight bytes. */
const CELL_MARGIN = 24;
/** From here on it pays to look for quotes first, in parts of a text of this length. */
const LONG_TEXT = 256;
const TEXT_PART = 4096;

const COMMA = 0x2c;
const LINE_END = 0x0a;
const QUOTE = 0x22;
const ZERO = 0x30;
const PLUS = 0x2b;
/** Lengths below it are in one byte, those of two, three and eight bytes follow a mark. */
const SHORT_LENGTH = 0xfb;
const NULL_MARK = 0xfb;
const TWO_BYTES = 0xfc;
const THREE_BYTES = 0xfd;
const SRID_BYTES = 4;

/** The two hex digits of each byte. */
const HEX_HIGH = new Uint8Array(256);
const HEX_LOW = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  const digits = byte.toString(16).padStart(2, "0");
  HEX_HIGH[byte] = digits.charCodeAt(0);
  HEX_LOW[byte] = digits.charCodeAt(1);
}

/** Turns rows of the text protocol into rows of text, byte by byte: no value becomes an object. */
export class RowText {
  readonly #kinds: Uint8Array;
  #bytes: Buffer = Buffer.alloc(0);
  #out: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;
  #rowCount = 0;
  #longestRowBytes = 0;

  constructor(kinds: readonly CellKind[]) {
    this.#kinds = Uint8Array.from(kinds);
  }

  get isEmpty(): boolean {
    return this.#rowCount === 0;
  }

  /** Whether a packet's row fits; the piece has to be taken before it otherwise. */
  hasRoomFor(packetBytes: number): boolean {
    return this.#out.length - this.#length >= this.#mostBytes(packetBytes);
  }

  /** All rows since the last piece; afterwards there is room for a packet of that many bytes. */
  take(nextPacketBytes: number): TextPiece {
    const piece = {
      text: this.#out.subarray(0, this.#length),
      rowCount: this.#rowCount,
      longestRowBytes: this.#longestRowBytes,
    };
    const size = Math.max(PIECE_BYTES, this.#mostBytes(nextPacketBytes));
    this.#out = Buffer.allocUnsafeSlow(size);
    this.#length = 0;
    this.#rowCount = 0;
    this.#longestRowBytes = 0;
    return piece;
  }

  /** The row that lies in `bytes` from `start` to `end`; there must be room for it. */
  add(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    const kinds = this.#kinds;
    const out = this.#out;
    const rowStart = this.#length;
    let to = rowStart;
    let at = start;
    for (let index = 0; index < kinds.length; index += 1) {
      if (index > 0) out[to++] = COMMA;
      let length = bytes[at] ?? 0;
      at += 1;
      if (length >= SHORT_LENGTH) {
        if (length === NULL_MARK) continue;
        const lengthBytes = length === TWO_BYTES ? 2 : length === THREE_BYTES ? 3 : 8;
        // Longer rows than six bytes can count are not let through.
        length = bytes.readUIntLE(at, Math.min(lengthBytes, 6));
        at += lengthBytes;
      }
      if (at + length > end) throw new Error("a cell is longer than its row");
      to = this.#cell(kinds[index] ?? 0, at, at + length, to);
      at += length;
    }
    out[to++] = LINE_END;
    this.#length = to;
    this.#rowCount += 1;
    if (to - rowStart > this.#longestRowBytes) this.#longestRowBytes = to - rowStart;
  }

  #mostBytes(packetBytes: number): number {
    return 2 * packetBytes + CELL_MARGIN * this.#kinds.length + 1;
  }

  /** Writes what lies from `at` to `end` to `to`; returns where it ends. NULL is nothing at all. */
  #cell(kind: number, at: number, end: number, to: number): number {
    switch (kind) {
      case CELL.PLAIN:
        return this.#plain(at, end, to);
      case CELL.TEXT:
        return this.#text(at, end, to);
      case CELL.HEX:
        return this.#hex(at, end, to);
      case CELL.WKB_HEX:
        return this.#hex(at + SRID_BYTES, end, to);
      case CELL.DATE:
      case CELL.DATE_TIME:
        return isRealDate(this.#bytes, at) ? this.#plain(at, end, to) : to;
      case CELL.UTC_TIME:
        return isRealDate(this.#bytes, at) ? this.#utc(at, end, to) : to;
      case CELL.TIME:
        return isTimeOfDay(this.#bytes, at) ? this.#plain(at, end, to) : to;
      default:
        return this.#number(at, end, to);
    }
  }

  #plain(at: number, end: number, to: number): number {
    const bytes = this.#bytes;
    const out = this.#out;
    let next = to;
    for (let from = at; from < end; from += 1) out[next++] = bytes[from] ?? 0;
    return next;
  }

  #text(at: number, end: number, to: number): number {
    const out = this.#out;
    let next = to;
    out[next++] = QUOTE;
    for (let from = at; from < end;) {
      const until = Math.min(from + TEXT_PART, end);
      next =
        until - from >= LONG_TEXT
          ? this.#longText(from, until, next)
          : this.#quoted(from, until, next);
      from = until;
    }
    out[next++] = QUOTE;
    return next;
  }

  #longText(at: number, end: number, to: number): number {
    const text = this.#bytes.subarray(at, end);
    return text.includes(QUOTE) ? this.#quoted(at, end, to) : to + text.copy(this.#out, to);
  }

  #quoted(at: number, end: number, to: number): number {
    const bytes = this.#bytes;
    const out = this.#out;
    let next = to;
    for (let from = at; from < end; from += 1) {
      const byte = bytes[from] ?? 0;
      out[next++] = byte;
      if (byte === QUOTE) out[next++] = QUOTE;
    }
    return next;
  }

  #hex(at: number, end: number, to: number): number {
    const bytes = this.#bytes;
    const out = this.#out;
    let next = to;
    if (at >= end) {
      // No bytes are a value, too.
      out[next++] = QUOTE;
      out[next++] = QUOTE;
    }
    for (let from = at; from < end; from += 1) {
      const byte = bytes[from] ?? 0;
      out[next++] = HEX_HIGH[byte] ?? 0;
      out[next++] = HEX_LOW[byte] ?? 0;
    }
    return next;
  }

  #utc(at: number, end: number, to: number): number {
    const next = this.#plain(at, end, to);
    this.#out[next] = PLUS;
    this.#out[next + 1] = ZERO;
    this.#out[next + 2] = ZERO;
    return next + 3;
  }

  #number(at: number, end: number, to: number): number {
    let value = 0n;
    for (const byte of this.#bytes.subarray(at, end)) value = value * 256n + BigInt(byte);
    return to + this.#out.write(value.toString(), to, "latin1");
  }
}
