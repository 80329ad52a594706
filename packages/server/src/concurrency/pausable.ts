import { abortable } from "./abortable.ts";

/**
 * Work that can be held up for a moment. What runs is left to end, what comes during the pause waits
 * for its end; nothing fails for it. Work must not begin other work of the same kind and wait for it.
 */
export class Pausable {
  readonly #whenIdle: (() => void)[] = [];
  #running = 0;
  #pause: Promise<void> | undefined;

  async run<T>(work: () => Promise<T>): Promise<T> {
    while (this.#pause !== undefined) await this.#pause;
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) for (const proceed of this.#whenIdle.splice(0)) proceed();
    }
  }

  /**
   * Resolves when nothing runs any more; from then on nothing does until the returned function is
   * called. Rejects with the signal's reason when it fires first, and then lets all go on.
   */
  async pause(signal: AbortSignal): Promise<() => void> {
    if (this.#pause !== undefined) throw new Error("this work is paused already");
    signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#pause = promise;
    const resume = (): void => {
      if (this.#pause !== promise) return;
      this.#pause = undefined;
      resolve();
    };
    try {
      await this.#idle(signal);
    } catch (error) {
      resume();
      throw error;
    }
    return resume;
  }

  async #idle(signal: AbortSignal): Promise<void> {
    if (this.#running === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenIdle.push(resolve);
    await abortable(promise, signal);
  }
}
