import type { Logger } from "../http/request-context.ts";

export interface PeriodicTaskOptions {
  readonly name: string;
  readonly intervalMs: number;
  readonly log: Logger;
  /** One round; a failed one is logged and the next comes all the same. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Does something again and again, one round at a time, until it is closed. */
export class PeriodicTask {
  readonly #options: PeriodicTaskOptions;
  readonly #stopping = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #round: Promise<void> | undefined;

  constructor(options: PeriodicTaskOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#start(), options.intervalMs).unref();
  }

  /** Returns when a round that is under way has ended. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#round;
  }

  #start(): void {
    this.#round ??= this.#runOnce().finally(() => {
      this.#round = undefined;
    });
  }

  async #runOnce(): Promise<void> {
    const { run, log, name } = this.#options;
    try {
      await run(this.#stopping.signal);
    } catch (error) {
      log.error({ err: error, task: name }, "background task failed");
    }
  }
}
