import { SMALL_BYTES } from "./byte-source.ts";
import type { ByteSource } from "./byte-source.ts";
import { wrongSize } from "./upload-source-error.ts";

/** Cuts a stream into parts; holds no more than what it was asked for. */
export class StreamSource implements ByteSource {
  sizeBytes: number | undefined;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  /** Read, but not handed out yet; in order. */
  readonly #pieces: Uint8Array[] = [];
  #lastRead: Promise<unknown> = Promise.resolve();

  constructor(stream: ReadableStream<Uint8Array>, sizeBytes: number | undefined) {
    this.#reader = stream.getReader();
    this.sizeBytes = sizeBytes;
  }

  async begin(): Promise<void> {
    if (this.sizeBytes !== undefined) return;
    const head = await this.#take(SMALL_BYTES);
    this.#pieces.unshift(head);
    if (head.length < SMALL_BYTES) this.sizeBytes = head.length;
  }

  read(_start: number, length: number): Promise<Uint8Array> {
    const bytes = this.#lastRead.then(() => this.#take(length));
    this.#lastRead = bytes;
    return bytes;
  }

  async finish(): Promise<void> {
    if ((await this.#take(1)).length > 0) {
      throw wrongSize("more", this.sizeBytes);
    }
  }

  close(reason: unknown): void {
    // Where it fails, there is nothing left to stop.
    this.#reader.cancel(reason).catch(() => {});
  }

  async #take(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const piece = this.#pieces.shift() ?? (await this.#next());
      if (piece === undefined) break;
      const used = piece.subarray(0, length - filled);
      bytes.set(used, filled);
      filled += used.length;
      if (used.length < piece.length) this.#pieces.unshift(piece.subarray(used.length));
    }
    return bytes.subarray(0, filled);
  }

  async #next(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#reader.read();
    if (done) return undefined;
    if (value instanceof Uint8Array) return value;
    throw new TypeError(`the source gave a ${typeof value}; it must give bytes (Uint8Array)`);
  }
}
