import { rm } from "node:fs/promises";
import type { SpooledRows } from "../connectors.ts";

/** Has the next file made while the last one is worked on: one is ready ahead of its reader at most. */
export class ReadAhead {
  readonly #files: AsyncGenerator<SpooledRows, void>;
  #ahead: Promise<IteratorResult<SpooledRows, void>>;

  constructor(files: AsyncGenerator<SpooledRows, void>) {
    this.#files = files;
    this.#ahead = this.#begin();
  }

  /** Undefined at the end. */
  async next(): Promise<SpooledRows | undefined> {
    const { value, done } = await this.#ahead;
    if (done === true) return undefined;
    this.#ahead = this.#begin();
    return value;
  }

  /**
   * Ends the making of files, once whatever it waits for has come to its end, and removes the one
   * that nobody asked for.
   */
  async stop(): Promise<void> {
    const ahead = await this.#ahead.catch(() => undefined);
    const file = ahead?.done === false ? ahead.value.file : undefined;
    if (file !== undefined) await rm(file.path, { force: true });
    await this.#files.return().catch(() => undefined);
  }

  #begin(): Promise<IteratorResult<SpooledRows, void>> {
    const next = this.#files.next();
    // It is told to whoever asks for the file.
    next.catch(() => undefined);
    return next;
  }
}
