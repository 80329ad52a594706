import { Worker } from "node:worker_threads";
import type { Column } from "@hotdata/contract";
import {
  type ArrowAnswer,
  type ArrowCall,
  type ArrowSource,
  isArrowAnswer,
} from "./arrow-protocol.ts";
import { END_OF_STREAM } from "./ipc-stream.ts";

export interface ArrowRequest {
  readonly source: ArrowSource;
  readonly columns: readonly Column[];
  readonly offset: number;
  readonly limit: number | undefined;
}

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** Without streams for this long, the thread and the memory that it read into are given back. */
const IDLE_MS = 60_000;

/** Reads stored results as Arrow IPC streams, in one worker thread that serves many streams. */
export class ArrowReader {
  readonly #idleMs: number;
  readonly #pending = new Map<
    number,
    { resolve(answer: ArrowAnswer): void; reject(error: Error): void }
  >();
  #worker: Worker | undefined;
  #openStreams = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #nextId = 1;
  #nextStream = 1;

  constructor(idleMs = IDLE_MS) {
    this.#idleMs = idleMs;
  }

  /**
   * Streams one page of a result: schema message, record batches, end marker. The next piece is
   * read while the current one is being sent; no more than two are ever held.
   */
  async *read(request: ArrowRequest): AsyncGenerator<Uint8Array> {
    // Loaded for the first of them: a server at rest does without.
    const { schemaMessage } = await import("./schema-message.ts");
    yield schemaMessage(request.columns);
    if (request.limit !== 0) yield* this.#recordBatches(request);
    yield END_OF_STREAM;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    await this.#worker?.terminate();
  }

  async *#recordBatches(request: ArrowRequest): AsyncGenerator<Uint8Array> {
    clearTimeout(this.#idleTimer);
    this.#openStreams += 1;
    try {
      yield* this.#pieces(request);
    } finally {
      this.#openStreams -= 1;
      if (this.#openStreams === 0) {
        this.#idleTimer = setTimeout(() => this.#rest(), this.#idleMs).unref();
      }
    }
  }

  #rest(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  async *#pieces({ source, offset, limit }: ArrowRequest): AsyncGenerator<Uint8Array> {
    const stream = this.#nextStream++;
    await this.#call({ type: "open", stream, source, offset, limit });
    let ahead = this.#next(stream);
    try {
      for (;;) {
        const piece = await ahead;
        if (piece === null) return;
        ahead = this.#next(stream);
        yield piece;
      }
    } finally {
      await ahead.catch(() => null);
      await this.#call({ type: "close", stream });
    }
  }

  async #next(stream: number): Promise<Uint8Array | null> {
    const answer = await this.#call({ type: "next", stream });
    return answer.type === "piece" ? answer.bytes : null;
  }

  async #call(call: WithoutId<ArrowCall>): Promise<ArrowAnswer> {
    const id = this.#nextId++;
    const answered = new Promise<ArrowAnswer>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#started().postMessage({ ...call, id });
    const answer = await answered;
    if (answer.type === "failure")
      throw new Error(`reading a stored result failed: ${answer.message}`);
    return answer;
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL("./arrow-worker.ts", import.meta.url));
    worker.on("message", (answer) => {
      if (!isArrowAnswer(answer)) return;
      this.#pending.get(answer.id)?.resolve(answer);
      this.#pending.delete(answer.id);
    });
    const lose = (cause: unknown): void => {
      // Another one serves by now; whoever waits, waits for that one.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      const error = new Error("the thread that reads results ended", { cause });
      for (const { reject } of this.#pending.values()) reject(error);
      this.#pending.clear();
    };
    worker.on("error", lose);
    worker.on("exit", lose);
    this.#worker = worker;
    return worker;
  }
}
