/** What is done with the messages of a server. */
export interface MessageSink {
  /** A row, in one of the two forms; its bytes are valid during the call only. */
  row(code: number, bytes: Buffer, start: number, end: number): void;
  /** Messages of other kinds, whole, in their order. */
  other(bytes: Buffer): void;
}

export const DATA_ROW = 0x44;
export const COPY_DATA = 0x64;

/** The code and the length, which counts itself. */
const HEADER_BYTES = 5;

/** Takes the bytes of a connection apart into messages; rows stay bytes. */
export class MessageReader {
  readonly #sink: MessageSink;
  /** The beginning of a message, and how many bytes it takes to go on with it. */
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #neededBytes = 0;

  constructor(sink: MessageSink) {
    this.#sink = sink;
  }

  /** Bytes of a message that is not whole yet. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  add(chunk: Buffer): void {
    let bytes = chunk;
    if (this.#pendingBytes > 0) {
      this.#pending.push(chunk);
      this.#pendingBytes += chunk.length;
      if (this.#pendingBytes < this.#neededBytes) return;
      bytes = Buffer.concat(this.#pending, this.#pendingBytes);
    }
    const end = this.#readMessages(bytes);
    this.#pending = end < bytes.length ? [bytes.subarray(end)] : [];
    this.#pendingBytes = bytes.length - end;
  }

  /** Where the last whole message ends. */
  #readMessages(bytes: Buffer): number {
    let start = 0;
    while (start + HEADER_BYTES <= bytes.length) {
      const code = bytes[start] ?? 0;
      const end = start + 1 + bytes.readInt32BE(start + 1);
      if (end > bytes.length) {
        this.#neededBytes = end - start;
        return start;
      }
      if (code === COPY_DATA || code === DATA_ROW) {
        this.#sink.row(code, bytes, start + HEADER_BYTES, end);
      } else {
        this.#sink.other(bytes.subarray(start, end));
      }
      start = end;
    }
    this.#neededBytes = HEADER_BYTES;
    return start;
  }
}
