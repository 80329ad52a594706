import { TimeoutError } from "./errors.ts";

/** Timers take no more than this; a longer limit counts as none. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Joins everything that can end a call early: its time limit and the signals of those who may
 * cancel it. Call {@link Deadline.end} when the call is over, so that no timer or listener stays.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #operation: string;
  readonly #timeoutMs: number;
  readonly #sources: readonly AbortSignal[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(operation: string, timeoutMs: number, sources: readonly AbortSignal[]) {
    this.#operation = operation;
    this.#timeoutMs = timeoutMs;
    this.#sources = sources;
    for (const source of sources) source.addEventListener("abort", this.#follow);
    this.#follow();
    this.start();
  }

  /** Aborts with the first reason to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Starts counting from zero. */
  start(): void {
    this.stop();
    if (this.#timeoutMs > MAX_TIMER_MS) return;
    this.#timer = setTimeout(() => {
      this.#controller.abort(new TimeoutError(this.#operation, this.#timeoutMs));
    }, this.#timeoutMs);
  }

  /** Stops counting, e.g. while it is the caller who takes time. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    this.stop();
    for (const source of this.#sources) source.removeEventListener("abort", this.#follow);
  }

  readonly #follow = (): void => {
    const aborted = this.#sources.find((source) => source.aborted);
    if (aborted !== undefined) this.#controller.abort(aborted.reason);
  };
}
