import { rm } from "node:fs/promises";
import type { OpenedRead, SpooledRows } from "../connectors.ts";
import type { ConnectorProcess } from "./connector-process.ts";
import type { ReadCounts, ReadHead } from "./connector-protocol.ts";
import { lostAsUnavailable } from "./lost-as-unavailable.ts";

export interface ProcessReadParts {
  /** The one in which the read goes on. */
  readonly process: ConnectorProcess;
  readonly head: ReadHead;
  /** Ends the read whenever it fires. */
  readonly signal: AbortSignal;
  readonly onEnd: () => void;
}

const STOP_LIMIT_MS = 10_000;

/** A read that goes on in the connector process, or ended there with the few rows it had. */
export class ProcessRead implements OpenedRead {
  readonly #parts: ProcessReadParts;
  #counts: ReadCounts;
  #openId: number | undefined;

  constructor(parts: ProcessReadParts) {
    this.#parts = parts;
    this.#counts = parts.head.counts;
    this.#openId = parts.head.id;
    if (this.#openId === undefined) parts.onEnd();
  }

  get statement(): string {
    return this.#parts.head.statement;
  }

  get isExact(): boolean {
    return this.#parts.head.isExact;
  }

  get columns(): OpenedRead["columns"] {
    return this.#parts.head.columns;
  }

  get stillKept(): OpenedRead["stillKept"] {
    return this.#parts.head.stillKept;
  }

  get rows(): OpenedRead["rows"] {
    return this.#parts.head.rows;
  }

  get counts(): ReadCounts {
    return this.#counts;
  }

  async *files(): AsyncGenerator<SpooledRows> {
    let last: SpooledRows | undefined;
    const removeLast = async (): Promise<void> => {
      if (last?.file !== undefined) await rm(last.file.path, { force: true });
    };
    try {
      while (this.#openId !== undefined) {
        await removeLast();
        last = await this.#next(this.#openId);
        if (last !== undefined) yield last;
      }
    } finally {
      await removeLast();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const id = this.#openId;
    if (id === undefined) return;
    this.#end();
    const limit = AbortSignal.timeout(STOP_LIMIT_MS);
    // Where it fails, the process has ended, or is about to be.
    await this.#parts.process.call("read-stop", id, limit).catch(() => undefined);
  }

  async #next(id: number): Promise<SpooledRows | undefined> {
    const { process, signal } = this.#parts;
    try {
      const { next, counts } = await process.call("read-next", id, signal);
      this.#counts = counts;
      if (next === undefined) this.#end();
      return next;
    } catch (error) {
      // What was asked in vain has been stopped already, unless nobody was asked.
      await this[Symbol.asyncDispose]();
      throw lostAsUnavailable(error);
    }
  }

  #end(): void {
    this.#openId = undefined;
    this.#parts.onEnd();
  }
}
