import { abortable } from "../../concurrency/abortable.ts";

const NEVER = new AbortController().signal;

/** Lets one caller at a time through, in order of arrival. */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  /** @param signal ends the wait for the caller's turn; work that has begun must heed it itself. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal = NEVER): Promise<T> {
    const before = this.#tail;
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    // Who leaves the line early lets nobody in before those who came earlier are done.
    this.#tail = before.then(() => done);
    try {
      await abortable(before, signal);
      return await work();
    } finally {
      leave();
    }
  }
}
