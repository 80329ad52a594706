import { ResponseValidationError } from "../core/errors.ts";
import type { ResultAnswer } from "../results/open-result.ts";
import { readChunks } from "../results/read-chunks.ts";
import { streamFailure } from "../results/stream-errors.ts";
import { loadArrow } from "./apache-arrow.ts";
import type { RecordBatch, RecordBatchReader, Schema } from "./apache-arrow.ts";
import { readMessageFrames } from "./message-frames.ts";

interface OpenStream {
  readonly answer: ResultAnswer;
  readonly reader: RecordBatchReader;
}

/**
 * Record batches of a result in order, read as they are asked for: memory stays that of one batch.
 * Can be iterated once. The request is sent when reading begins, so errors arise there.
 *
 * ```ts
 * for await (const batch of hotdata.results.streamResultArrow(resultId)) {
 *   console.log(batch.numRows);
 * }
 * ```
 *
 * Made by `streamResultArrow`. Leaving the loop early ends the transfer; so do
 * {@link RecordBatchStream.cancel} and `await using`. A stream that breaks off in the middle is an
 * error, never a short result.
 */
export class RecordBatchStream implements AsyncIterable<RecordBatch>, AsyncDisposable {
  readonly #open: (signal: AbortSignal) => Promise<ResultAnswer>;
  readonly #cancellation = new AbortController();
  #opened: Promise<OpenStream> | undefined;
  #isTaken = false;
  /** The first failure of the transfer; the Arrow reader does not pass all of them on. */
  #failure: unknown;

  /** @internal */
  constructor(open: (signal: AbortSignal) => Promise<ResultAnswer>) {
    this.#open = open;
  }

  /**
   * The columns; available before the first batch. Sends the request if nothing else has, so read
   * on or cancel afterwards.
   */
  get schema(): Promise<Schema> {
    return this.#begin().then(({ reader }) => reader.schema);
  }

  /** The batches in their order; a stream can be read once. */
  [Symbol.asyncIterator](): AsyncIterator<RecordBatch> {
    return this.#nonEmptyBatches();
  }

  /** Ends the transfer; what still reads from the stream rejects with an `AbortError`. */
  async cancel(): Promise<void> {
    this.#cancellation.abort(new DOMException("the stream was cancelled", "AbortError"));
    const opened = await this.#opened?.catch(() => undefined);
    opened?.answer.deadline.end();
  }

  /** Ends the transfer, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.cancel();
  }

  /** Like iterating, but an empty result gives one batch without rows, which carries the schema. */
  async *batches(): AsyncGenerator<RecordBatch, void> {
    if (this.#isTaken) throw new TypeError("a RecordBatchStream can be iterated only once");
    this.#isTaken = true;
    try {
      const { answer, reader } = await this.#begin();
      let rowCount = 0;
      for (;;) {
        const next = await this.#guard(answer, () => reader.next());
        if (next.done === true) break;
        rowCount += next.value.numRows;
        yield next.value;
      }
      checkRowCount(answer, rowCount);
    } finally {
      await this.cancel();
    }
  }

  async *#nonEmptyBatches(): AsyncGenerator<RecordBatch, void> {
    for await (const batch of this.batches()) {
      if (batch.numRows > 0) yield batch;
    }
  }

  #begin(): Promise<OpenStream> {
    this.#opened ??= this.#openReader();
    return this.#opened;
  }

  async #openReader(): Promise<OpenStream> {
    const arrow = await loadArrow();
    const answer = await this.#open(this.#cancellation.signal);
    const reader = await this.#guard(answer, async () => {
      const made = await arrow.RecordBatchReader.from(this.#frames(answer));
      return made.open();
    });
    return { answer, reader };
  }

  async *#frames(answer: ResultAnswer): AsyncGenerator<Uint8Array, void> {
    try {
      yield* readMessageFrames(readChunks(answer));
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** Does one step of reading and gives its failure the class that callers know. */
  async #guard<T>(answer: ResultAnswer, step: () => T | Promise<T>): Promise<T> {
    try {
      const value = await step();
      if (this.#failure === undefined) return value;
    } catch (error) {
      this.#failure ??= error;
    }
    answer.deadline.stop();
    throw streamFailure(answer, "an Arrow IPC stream", this.#failure);
  }
}

function checkRowCount(answer: ResultAnswer, rowCount: number): void {
  const expected = answer.expectedRowCount;
  if (expected === undefined || expected === rowCount) return;
  throw new ResponseValidationError(answer.source, {
    path: "body",
    expectation: `an Arrow stream of ${expected} rows`,
    found: `one of ${rowCount}`,
  });
}
