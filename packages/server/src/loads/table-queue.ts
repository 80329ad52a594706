/** Lets one piece of work at a time through for each key, in order of arrival. */
export class TableQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Rejects with the signal's reason when it fires before the turn has come. */
  async run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(() => {
      signal.throwIfAborted();
      return work();
    });
    const tail = result.catch(() => undefined);
    this.#tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
