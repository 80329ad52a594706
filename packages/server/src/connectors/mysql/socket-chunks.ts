import type { Socket } from "node:net";

/** While more than this waits to be taken, the server is not listened to. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** What comes in on a socket, pulled chunk by chunk: a reader that is slow makes the server wait. */
export class SocketChunks {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #waitingBytes = 0;
  #isEnded = false;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#add(chunk));
    socket.on("end", () => this.#finish());
    socket.on("close", () => this.#finish());
    socket.on("error", () => this.#finish());
  }

  /** Whether the connection has ended, or has something to say that nobody asked for. */
  get isBroken(): boolean {
    return this.#isEnded || this.#chunks.length > 0;
  }

  /** The next chunk if it is here. */
  take(): Buffer | undefined {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) return undefined;
    this.#waitingBytes -= chunk.length;
    if (this.#waitingBytes < MAX_WAITING_BYTES / 2) this.#socket.resume();
    return chunk;
  }

  /** Resolves when there is a chunk or none will come any more; false in the second case. */
  async wait(): Promise<boolean> {
    if (this.#chunks.length > 0) return true;
    if (this.#isEnded) return false;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    await promise;
    return this.#chunks.length > 0;
  }

  #add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#socket.pause();
    this.#wakeUp();
  }

  #finish(): void {
    this.#isEnded = true;
    this.#wakeUp();
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
