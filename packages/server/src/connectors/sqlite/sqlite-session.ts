import { Worker } from "node:worker_threads";
import type { SourcePiece } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import type { SqliteAnswer, SqliteRequest } from "./sqlite-messages.ts";

const PROGRAM = new URL("./sqlite-thread.ts", import.meta.url);

const END_LIMIT_MS = 10_000;

interface Waiting {
  resolve(answer: SqliteAnswer): void;
  reject(error: Error): void;
}

/** A thread with the file open. It answers one request after the other. */
export class SqliteSession implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #statementMs: number;
  readonly #onFree: (session: SqliteSession) => void;
  #waiting: Waiting | undefined;
  #version: string | undefined;
  #isUtf8 = false;
  #isBroken = false;

  /** @param onFree told when it can be used again */
  constructor(statementMs: number, onFree: (session: SqliteSession) => void) {
    this.#statementMs = statementMs;
    this.#onFree = onFree;
    this.#worker = new Worker(PROGRAM);
    this.#worker.on("message", (answer: SqliteAnswer) => this.#settle((at) => at.resolve(answer)));
    const fail = (error: Error): void => {
      this.#isBroken = true;
      this.#settle((at) => at.reject(error));
    };
    this.#worker.on("error", fail);
    this.#worker.on("exit", () => fail(new Error("a session's thread ended")));
  }

  /** Whether the open file keeps texts in UTF-8. */
  get isUtf8(): boolean {
    return this.#isUtf8;
  }

  /** Opens the file anew when it is not the one that is open. */
  async open(path: string, version: string, signal: AbortSignal): Promise<void> {
    if (this.#version === version) return;
    this.#version = undefined;
    const answer = await this.call({ type: "open", path }, signal);
    this.#isUtf8 = answer.type === "opened" && answer.isUtf8;
    this.#version = version;
  }

  /** Work that is broken off ends the thread: SQLite has no other way to be interrupted from here. */
  async call(request: SqliteRequest, signal: AbortSignal): Promise<SqliteAnswer> {
    signal.throwIfAborted();
    if (this.#isBroken) throw new Error("a session is used that has ended");
    const { promise, resolve, reject } = Promise.withResolvers<SqliteAnswer>();
    this.#waiting = { resolve, reject };
    const leave = (reason: Error): void => {
      this.end();
      reject(reason);
    };
    const stop = (): void => leave(signal.reason);
    const timer = setTimeout(() => leave(this.#tooSlow()), this.#statementMs);
    signal.addEventListener("abort", stop, { once: true });
    this.#worker.postMessage(request);
    try {
      return checked(await promise);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /** The next rows are asked for while the last ones are worked on. */
  async *rows(request: SqliteRequest, signal: AbortSignal): AsyncGenerator<SourcePiece> {
    let isEnded = false;
    let next = this.call(request, signal);
    try {
      for (let answer = await next; answer.type === "piece"; answer = await next) {
        next = this.call({ type: "more" }, signal);
        // It is told to whoever asks for the next rows.
        next.catch(() => undefined);
        const { text, rowCount, longestRowBytes } = answer;
        yield { text, rowCount, longestRowBytes };
      }
      isEnded = true;
    } finally {
      if (!isEnded) await this.#leave(next, signal);
    }
  }

  end(): void {
    this.#isBroken = true;
    // It ends at the next row. A statement that never has one would run for ever: whoever started
    // this process starts it anew.
    const kill = setTimeout(() => process.kill(process.pid, "SIGKILL"), END_LIMIT_MS);
    this.#worker.terminate().then(
      () => clearTimeout(kill),
      () => clearTimeout(kill),
    );
  }

  /** Gives it back. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isBroken) this.#onFree(this);
  }

  /** A statement that stands open would keep writers out. */
  async #leave(last: Promise<unknown>, signal: AbortSignal): Promise<void> {
    await last.catch(() => undefined);
    if (!this.#isBroken) await this.call({ type: "stop" }, signal).catch(() => this.end());
  }

  #settle(settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) settle(waiting);
  }

  #tooSlow(): SourceError {
    return new SourceError(
      "unavailable",
      `The database did not answer within ${this.#statementMs / 1_000} s.`,
    );
  }
}

function checked(answer: SqliteAnswer): SqliteAnswer {
  if (answer.type === "failure") throw new SourceError(answer.kind, answer.message);
  if (answer.type !== "fault") return answer;
  const error = new Error(answer.message);
  if (answer.stack !== undefined) error.stack = answer.stack;
  throw error;
}
