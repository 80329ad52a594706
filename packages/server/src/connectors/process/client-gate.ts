import { abortable } from "../../concurrency/abortable.ts";

/** Lets so many in at a time; the others wait in order of arrival. */
export class ClientGate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** Rejects with the signal's reason when it fires before there is a place. */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    try {
      await abortable(promise, signal);
    } catch (error) {
      const place = this.#waiting.indexOf(resolve);
      // It had its turn at the same moment: the next one takes it.
      if (place < 0) this.leave();
      else this.#waiting.splice(place, 1);
      throw error;
    }
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
