import { abortable } from "../../concurrency/abortable.ts";
import type { MemoryBounds } from "./memory-bounds.ts";
import { MemoryWatch, type WatchedProcess } from "./memory-watch.ts";
import type { ProcessEnd } from "./process-end.ts";
import { ProcessSlot, type SlotProcess } from "./process-slot.ts";

export interface PassingProcessParts<Process> {
  /** @throws {EngineLostError} when it does not start */
  readonly start: () => Promise<Process>;
  readonly memory: MemoryBounds;
  /** How long the process stays without being used. */
  readonly idleMs: number;
}

const LONGEST_CHECK_MS = 30_000;

/** A child process that starts at its first use, and ends when it was not used for long. */
export class PassingProcess<Process extends SlotProcess & WatchedProcess> {
  readonly #slot: ProcessSlot<Process>;
  readonly #watch: MemoryWatch;
  readonly #idleTimer: NodeJS.Timeout;
  #onLost: ((end: ProcessEnd) => void) | undefined;
  #useCount = 0;
  #usedAt = 0;

  constructor({ start, memory, idleMs }: PassingProcessParts<Process>) {
    this.#slot = new ProcessSlot({
      start,
      onStarted: () => (this.#usedAt = performance.now()),
      onLost: (end) => this.#onLost?.(end),
    });
    this.#watch = new MemoryWatch(() => [this.#slot.ready], memory);
    const checkMs = Math.min(idleMs, LONGEST_CHECK_MS);
    this.#idleTimer = setInterval(() => void this.#rest(idleMs), checkMs).unref();
  }

  /** Tells when the process ended unexpectedly. */
  onLost(listener: (end: ProcessEnd) => void): void {
    this.#onLost = listener;
  }

  /** The process, while it runs. */
  get ready(): Process | undefined {
    return this.#slot.ready;
  }

  /** The process, started when there is none. */
  async get(signal: AbortSignal): Promise<Process> {
    return this.#slot.ready ?? (await abortable(this.#slot.get(), signal));
  }

  /** Counts a use, until the returned function is called. */
  begin(): () => void {
    this.#useCount += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#useCount -= 1;
      this.#usedAt = performance.now();
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#idleTimer);
    this.#watch.close();
    await this.#slot.close();
  }

  async #rest(idleMs: number): Promise<void> {
    if (this.#useCount === 0 && performance.now() - this.#usedAt > idleMs) await this.#slot.rest();
  }
}
