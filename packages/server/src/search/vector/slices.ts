import { setImmediate } from "node:timers/promises";

const SLICE_MS = 4;

/** Lets others run now and then in the course of long work. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #startedAt = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether the work has been going on for long enough to `pause`. */
  get isOver(): boolean {
    return performance.now() - this.#startedAt > SLICE_MS;
  }

  /** Lets whatever else is due run. Rejects with the signal's reason when it has fired. */
  async pause(): Promise<void> {
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#startedAt = performance.now();
  }
}
