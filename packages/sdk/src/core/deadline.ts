import { TimeoutError } from "./errors.ts";

/** Timers take no more than this; a longer limit counts as none. */
const MAX_TIMER_MS = 2_147_483_647;

/** Limits of a call, in milliseconds; `Infinity` for none. */
export interface TimeLimits {
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
}

/**
 * Joins everything that can end a call early: its time limit and the signals of those who may
 * cancel it. Call {@link Deadline.end} when the call is over, so that no timer or listener stays.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #operation: string;
  readonly #limits: TimeLimits;
  readonly #sources: readonly AbortSignal[];
  readonly #limit: keyof TimeLimits;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    operation: string,
    limits: TimeLimits,
    sources: readonly AbortSignal[],
    limit: keyof TimeLimits = "timeoutMs",
  ) {
    this.#operation = operation;
    this.#limits = limits;
    this.#sources = sources;
    this.#limit = limit;
    for (const source of sources) source.addEventListener("abort", this.#follow);
    this.#follow();
    this.start();
  }

  /** Aborts with the first reason to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The deadline of one try: this one, or that of its own limit within this one. */
  attempt(): Deadline {
    if (this.#limits.attemptTimeoutMs > MAX_TIMER_MS) return this;
    return new Deadline(this.#operation, this.#limits, [this.signal], "attemptTimeoutMs");
  }

  /** Starts counting from zero. */
  start(): void {
    this.stop();
    const limitMs = this.#limits[this.#limit];
    if (limitMs > MAX_TIMER_MS) return;
    this.#timer = setTimeout(() => {
      this.#controller.abort(new TimeoutError(this.#operation, limitMs, this.#limit));
    }, limitMs);
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
