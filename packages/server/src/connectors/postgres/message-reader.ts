/** What is done with the messages of a server. */
export interface MessageSink {
  /** A row; the bytes of all rows that come together stay as they are until `add` has ended. */
  row(bytes: Buffer, start: number, end: number): void;
  /** Messages of other kinds, whole, in their order. */
  other(bytes: Buffer): void;
}

const DATA_ROW = 0x44;
const COPY_DATA = 0x64;

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
    let rest = chunk;
    while (this.#pendingBytes > 0) {
      // Only the message that came in parts is joined: what follows is read where it lies.
      const missing = this.#neededBytes - this.#pendingBytes;
      this.#keep(rest.subarray(0, missing));
      if (this.#pendingBytes < this.#neededBytes) return;
      rest = rest.subarray(missing);
      const joined = Buffer.concat(this.#pending, this.#pendingBytes);
      this.#pending = [];
      this.#pendingBytes = 0;
      this.#keep(joined.subarray(this.#readMessages(joined)));
    }
    this.#keep(rest.subarray(this.#readMessages(rest)));
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
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
        this.#sink.row(bytes, start + HEADER_BYTES, end);
      } else {
        this.#sink.other(bytes.subarray(start, end));
      }
      start = end;
    }
    this.#neededBytes = HEADER_BYTES;
    return start;
  }
}
