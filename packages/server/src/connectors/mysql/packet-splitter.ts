import { SourceError } from "../source-error.ts";

const HEADER_BYTES = 4;
/** A packet of this length goes on in the next one. */
const FULL_PACKET = 0xff_ff_ff;

/**
 * Takes packets out of what a MySQL server sends. The one that `next` found lies in `bytes`, from
 * `start` to `end`, without its header, until the next call: nothing is copied where a packet came whole.
 */
export class PacketSplitter {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  readonly #maxPacketBytes: number;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Chunks that came after `#chunk`, which ends in the middle of a packet of `#missing` more bytes. */
  #later: Buffer[] = [];
  #missing = 0;
  #parts: Buffer[] = [];
  #partBytes = 0;

  constructor(maxPacketBytes: number) {
    this.#maxPacketBytes = maxPacketBytes;
  }

  feed(chunk: Buffer): void {
    this.#later.push(chunk);
    this.#missing -= chunk.length;
    if (this.#missing > 0) return;
    const rest = this.#chunk.subarray(this.#at);
    const isWhole = rest.length === 0 && this.#later.length === 1;
    this.#chunk = isWhole ? chunk : Buffer.concat([rest, ...this.#later]);
    this.#at = 0;
    this.#later = [];
  }

  /**
   * Finds the next packet; false until more is fed.
   * @throws {SourceError} `unreadable` for a packet that is longer than any that is expected
   */
  next(): boolean {
    if (this.#missing > 0) return false;
    const chunk = this.#chunk;
    let at = this.#at;
    for (;;) {
      const left = chunk.length - at;
      if (left < HEADER_BYTES) return this.#wait(at, HEADER_BYTES - left);
      const length = (chunk[at] ?? 0) | ((chunk[at + 1] ?? 0) << 8) | ((chunk[at + 2] ?? 0) << 16);
      if (length > this.#maxPacketBytes) throw tooLong(this.#maxPacketBytes);
      if (left < HEADER_BYTES + length) return this.#wait(at, HEADER_BYTES + length - left);
      const start = at + HEADER_BYTES;
      at = start + length;
      this.#at = at;
      if (length === FULL_PACKET || this.#parts.length > 0) {
        this.#addPart(chunk.subarray(start, at));
        if (length === FULL_PACKET) continue;
        this.#joinParts();
        return true;
      }
      this.bytes = chunk;
      this.start = start;
      this.end = at;
      return true;
    }
  }

  #wait(at: number, missing: number): false {
    this.#at = at;
    this.#missing = missing;
    return false;
  }

  #addPart(part: Buffer): void {
    this.#partBytes += part.length;
    if (this.#partBytes > this.#maxPacketBytes) throw tooLong(this.#maxPacketBytes);
    this.#parts.push(part);
  }

  #joinParts(): void {
    this.bytes = Buffer.concat(this.#parts);
    this.start = 0;
    this.end = this.bytes.length;
    this.#parts = [];
    this.#partBytes = 0;
  }
}

function tooLong(maxBytes: number): SourceError {
  const mib = Math.floor(maxBytes / 1024 ** 2);
  return new SourceError(
    "unreadable",
    `A row is longer than ${mib} MiB: leave out its long columns.`,
  );
}
