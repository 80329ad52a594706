import type { SourcePiece, SourceRead } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { toSourceError } from "./postgres-error.ts";
import type { CollectRows } from "./row-collector.ts";
import { RowQuery, type RowStatement } from "./row-query.ts";
import type { Session } from "./session.ts";

export interface TableReadParts {
  readonly session: Session;
  readonly statement: RowStatement;
  readonly collect: CollectRows;
  /** Of the rows, for whoever reads them; without values. */
  readonly shown: Pick<SourceRead, "statement" | "isExact" | "columns" | "stillKept">;
  /** Longest silence of the source. */
  readonly silenceMs: number;
  /** Called once, at the end: `isDone` says whether the statement went well to its end. */
  readonly onEnd: (isDone: boolean) => Promise<void>;
  readonly signal: AbortSignal;
}

const WATCH_MS = 1_000;

/** Rows as they come, of one statement or of several that are sent together. Stopping it before the end stops it at the source. */
export class TableRead implements SourceRead {
  readonly statement: string;
  readonly isExact: boolean;
  readonly columns: SourceRead["columns"];
  readonly stillKept: readonly number[];
  readonly #parts: TableReadParts;
  readonly #query: RowQuery;
  readonly #watch: NodeJS.Timeout;
  readonly #abort: () => void;
  #ending: Promise<void> | undefined;

  constructor(parts: TableReadParts) {
    const { shown, session, statement, collect, signal, silenceMs } = parts;
    ({ statement: this.statement, isExact: this.isExact, columns: this.columns } = shown);
    this.stillKept = shown.stillKept ?? [];
    this.#parts = parts;
    this.#query = new RowQuery(statement, session.tap, collect);
    this.#abort = () => this.#query.fail(signal.reason);
    signal.addEventListener("abort", this.#abort, { once: true });
    this.#watch = setInterval(() => this.#endSilence(), Math.min(silenceMs, WATCH_MS));
    session.client.query(this.#query);
    if (signal.aborted) this.#abort();
  }

  get pieces(): AsyncIterable<SourcePiece> {
    return this.#pieces();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (this.#ending ??= this.#end());
  }

  async *#pieces(): AsyncGenerator<SourcePiece> {
    try {
      yield* this.#query.pieces();
    } catch (error) {
      this.#parts.signal.throwIfAborted();
      throw toSourceError(error);
    } finally {
      await this[Symbol.asyncDispose]();
    }
  }

  async #end(): Promise<void> {
    const { session, signal, onEnd } = this.#parts;
    clearInterval(this.#watch);
    signal.removeEventListener("abort", this.#abort);
    const isDone = this.#query.isDone;
    try {
      // Closing the connection alone would let the statement run until it has something to say.
      if (!isDone && session.tap.stream.writable) await session.cancel();
    } catch {
      // It ends with its connection, or by the server's limit of time.
    } finally {
      await onEnd(isDone);
    }
  }

  #endSilence(): void {
    if (this.#query.silentMs < this.#parts.silenceMs) return;
    const seconds = Math.round(this.#parts.silenceMs / 1000);
    this.#query.fail(
      new SourceError("unavailable", `The source sent nothing for ${seconds} seconds; try again.`),
    );
  }
}
