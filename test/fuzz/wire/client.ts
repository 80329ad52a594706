import type { RawAnswer } from "./answer-parser.ts";
import { Connection, NoAnswerError } from "./connection.ts";
import { type RawRequest, toBytes } from "./raw-request.ts";

const ANSWER_TIMEOUT_MS = 30_000;

export interface TimedAnswer {
  readonly answer: RawAnswer;
  readonly ms: number;
}

/** Sends requests one after the other on a connection that is kept. */
export class WireClient {
  readonly #port: number;
  #connection: Connection | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** @throws {NoAnswerError} `SlowAnswerError`, or an error about framing that does not hold */
  async send(request: RawRequest): Promise<TimedAnswer> {
    const bytes = toBytes(request);
    const isHead = request.method === "HEAD";
    const reused = this.#connection;
    if (reused?.isOpen === true) {
      try {
        return await this.#exchange(reused, bytes, isHead);
      } catch (error) {
        // The server may close an idle connection at any time; only a new one tells more.
        if (!(error instanceof NoAnswerError)) throw error;
      }
    }
    return this.#exchange(await this.open(), bytes, isHead);
  }

  /** A connection of its own for one request, so that several can be on their way. */
  async sendApart(request: RawRequest): Promise<TimedAnswer> {
    const other = new WireClient(this.#port);
    try {
      return await other.send(request);
    } finally {
      other.close();
    }
  }

  open(): Promise<Connection> {
    return Connection.open(this.#port);
  }

  close(): void {
    this.#connection?.cut();
    this.#connection = undefined;
  }

  async #exchange(connection: Connection, bytes: Buffer, isHead: boolean): Promise<TimedAnswer> {
    const start = performance.now();
    this.#connection = undefined;
    try {
      connection.write(bytes);
      const answer = await connection.readAnswer({ isHead, timeoutMs: ANSWER_TIMEOUT_MS });
      const ms = performance.now() - start;
      if (connection.hasUnaskedBytes) throw new Error("bytes after the end of the answer");
      if (answer.closes) connection.cut();
      else this.#connection = connection;
      return { answer, ms };
    } catch (error) {
      connection.cut();
      throw error;
    }
  }
}
