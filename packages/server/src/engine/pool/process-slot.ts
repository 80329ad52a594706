import type { ProcessEnd } from "./process-end.ts";

/** What a slot needs of a process. */
export interface SlotProcess {
  readonly pid: number | undefined;
  readonly isAlive: boolean;
  /** How it ended, once it is gone. */
  readonly ended: Promise<ProcessEnd>;
  stop(): Promise<void>;
}

export interface SlotParts<Process> {
  /** @throws {EngineLostError} when it does not start */
  readonly start: () => Promise<Process>;
  readonly onStarted: (pid: number | undefined) => void;
  /** A process ended that should have gone on. */
  readonly onLost: (end: ProcessEnd) => void;
}

/** The time before a process is started again. */
interface Pause {
  readonly over: Promise<void>;
  /** Makes it no longer than this from now on. */
  shorten(maxMs: number): void;
  end(): void;
}

/** A process that ends sooner than this counts as one that cannot live. */
const SHORT_LIFE_MS = 1000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;
/** Of pauses that work waits for. */
const MAX_AWAITED_PAUSE_MS = 500;

/**
 * A place for one process, which is replaced at once when it ends unexpectedly. Where processes end
 * again and again as soon as they begin, the pauses between them grow.
 */
export class ProcessSlot<Process extends SlotProcess> {
  readonly #parts: SlotParts<Process>;
  #starting: Promise<Process> | undefined;
  #process: Process | undefined;
  #stopping: Promise<void> | undefined;
  #pause: Pause | undefined;
  #shortLives = 0;
  #isClosed = false;

  constructor(parts: SlotParts<Process>) {
    this.#parts = parts;
  }

  /** The process, when it takes calls. */
  get ready(): Process | undefined {
    return this.#process?.isAlive === true ? this.#process : undefined;
  }

  get isStarting(): boolean {
    return this.#starting !== undefined || this.#pause !== undefined;
  }

  /**
   * The process, started when there is none; after a short pause, when others ended as they began.
   * @throws {EngineLostError} when it does not start
   */
  async get(): Promise<Process> {
    if (this.ready !== undefined) return this.ready;
    await this.#stopping;
    while (this.#pause !== undefined) {
      this.#pause.shorten(MAX_AWAITED_PAUSE_MS);
      await this.#pause.over;
    }
    if (this.#isClosed) throw new Error("it is closed");
    return this.ready ?? this.#start();
  }

  /** Starts the process for later work, unless that is about to happen. */
  wake(): void {
    if (this.ready === undefined && !this.isStarting) this.get().catch(() => undefined);
  }

  /** Ends a process that nobody needs; the next call of `get` starts another. */
  async rest(): Promise<void> {
    const process = this.ready;
    if (process === undefined) return;
    this.#process = undefined;
    this.#stopping = process.stop();
    await this.#stopping;
    this.#stopping = undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pause?.end();
    this.#pause = undefined;
    const started = await this.#starting?.catch(() => undefined);
    await Promise.all([started?.stop(), this.#process?.stop(), this.#stopping]);
  }

  #start(): Promise<Process> {
    this.#starting ??= this.#startOne().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #startOne(): Promise<Process> {
    const { start, onStarted } = this.#parts;
    try {
      const process = await start();
      this.#process = process;
      onStarted(process.pid);
      const startedAt = performance.now();
      void process.ended.then((end) => this.#replace(process, end, performance.now() - startedAt));
      return process;
    } catch (error) {
      this.#shortLives += 1;
      this.#restart();
      throw error;
    }
  }

  #replace(process: Process, end: ProcessEnd, lifeMs: number): void {
    if (this.#isClosed || this.#process !== process) return;
    this.#process = undefined;
    this.#shortLives = lifeMs < SHORT_LIFE_MS ? this.#shortLives + 1 : 0;
    this.#parts.onLost(end);
    this.#restart();
  }

  #restart(): void {
    if (this.#isClosed) return;
    const pauseMs = pauseAfter(this.#shortLives);
    this.#pause?.end();
    if (pauseMs === 0 && this.#starting === undefined) {
      this.#pause = undefined;
      this.#start().catch(() => undefined);
      return;
    }
    this.#pause = pauseFor(pauseMs, () => {
      this.#pause = undefined;
      this.#start().catch(() => undefined);
    });
  }
}

function pauseFor(pauseMs: number, onOver: () => void): Pause {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const finish = (): void => {
    onOver();
    resolve();
  };
  let endsAt = performance.now() + pauseMs;
  let timer = setTimeout(finish, pauseMs);
  const shorten = (maxMs: number): void => {
    if (endsAt <= performance.now() + maxMs) return;
    clearTimeout(timer);
    endsAt = performance.now() + maxMs;
    timer = setTimeout(finish, maxMs);
  };
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  return { over, shorten, end };
}

/** Milliseconds to wait after so many processes in a row that could not live. */
export function pauseAfter(shortLives: number): number {
  if (shortLives <= 1) return 0;
  return Math.min(FIRST_PAUSE_MS * 2 ** (shortLives - 2), MAX_PAUSE_MS);
}
