import { connect, type Socket } from "node:net";
import { AnswerParser, type RawAnswer } from "./answer-parser.ts";

/** The server closed the connection before it had answered. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";
}

/** Nothing came within the limit. */
export class SlowAnswerError extends Error {
  override readonly name = "SlowAnswerError";
}

export interface AnswerOptions {
  /** Answers to HEAD have no body, whatever their headers say. */
  readonly isHead?: boolean;
  readonly timeoutMs: number;
}

/** One TCP connection on which whatever bytes can be sent; Node's own client would refuse most. */
export class Connection {
  readonly #socket: Socket;
  readonly #parser = new AnswerParser();
  #ended = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      this.#parser.push(chunk);
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    socket.on("end", end).on("close", end);
  }

  static async open(port: number): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.once("connect", resolve).once("error", reject);
    await promise;
    socket.off("error", reject);
    return new Connection(socket);
  }

  get isOpen(): boolean {
    return !this.#ended && !this.#socket.destroyed;
  }

  /** Bytes came that no request asked for. */
  get hasUnaskedBytes(): boolean {
    return this.#parser.hasBytes;
  }

  write(bytes: Buffer | string): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** No more will be sent; the answer can still come. */
  endWriting(): void {
    this.#socket.end();
  }

  pauseReading(): void {
    this.#socket.pause();
  }

  /** Cuts the connection, with a reset when `isReset`. */
  cut(isReset = false): void {
    if (isReset) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  /** @throws {NoAnswerError} {@link SlowAnswerError}, or an error about framing that does not hold */
  async readAnswer({ isHead = false, timeoutMs }: AnswerOptions): Promise<RawAnswer> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, timeoutMs);
    try {
      for (;;) {
        const answer = this.#parser.take(isHead, this.#ended);
        if (answer !== undefined) return answer;
        if (this.#ended) throw new NoAnswerError("the server closed the connection");
        if (isLate) throw new SlowAnswerError(`no answer within ${timeoutMs / 1000} s`);
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
