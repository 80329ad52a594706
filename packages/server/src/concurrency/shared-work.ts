import { abortable } from "./abortable.ts";

/** Work that several may wait for. It is stopped when the last of them has left before its end. */
export class SharedWork<T> {
  readonly #stopping = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** @param work begins at once */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#stopping.signal);
    // Whoever waits is told; that may be nobody.
    this.#result.catch(() => undefined);
  }

  /** Whether it was stopped: nobody can join it any more. */
  get isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Waits for the outcome; rejects with the signal's reason when it fires first. */
  async join(signal: AbortSignal): Promise<T> {
    this.#waiting += 1;
    try {
      return await abortable(this.#result, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.stop(new Error("nobody waits for this work any more"));
    }
  }

  stop(reason: Error): void {
    this.#stopping.abort(reason);
  }

  /** Resolves when the work has ended, in whatever way. */
  async settled(): Promise<void> {
    await this.#result.catch(() => undefined);
  }
}
