/** Lets so many do something at a time under each key, in order of arrival. */
export class Slots {
  readonly #perKey: number;
  readonly #keys = new Map<string, { taken: number; readonly waiting: (() => void)[] }>();

  constructor(perKey: number) {
    this.#perKey = perKey;
  }

  /** Rejects with the signal's reason when it fires before there is a slot. */
  async run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(key, signal);
    try {
      return await work();
    } finally {
      this.#leave(key);
    }
  }

  async #enter(key: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const slots = this.#keys.get(key) ?? { taken: 0, waiting: [] };
    this.#keys.set(key, slots);
    if (slots.taken < this.#perKey) {
      slots.taken += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => {
      const place = slots.waiting.indexOf(resolve);
      if (place < 0) return;
      slots.waiting.splice(place, 1);
      reject(signal.reason);
    };
    slots.waiting.push(resolve);
    signal.addEventListener("abort", giveUp, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  /** Whoever waits takes the slot over. */
  #leave(key: string): void {
    const slots = this.#keys.get(key);
    if (slots === undefined) return;
    const next = slots.waiting.shift();
    if (next !== undefined) return next();
    slots.taken -= 1;
    if (slots.taken === 0) this.#keys.delete(key);
  }
}
