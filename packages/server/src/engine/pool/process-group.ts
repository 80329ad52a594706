import { abortable } from "../../concurrency/abortable.ts";
import { EngineLostError } from "../engine.ts";
import type { EnginePoolSettings } from "./engine-pool.ts";
import { EngineProcess } from "./engine-process.ts";
import { Placement, type Work } from "./placement.ts";
import type { ProcessEnd } from "./process-end.ts";
import { ProcessSlot } from "./process-slot.ts";

/** A process without work for this long is stopped, unless it is the last. */
const REST_AFTER_MS = 300_000;
const REST_CHECK_MS = 30_000;
/** How long work waits for a process while none stays up. */
const WAIT_LIMIT_MS = 10_000;

export interface PlacedProcess {
  readonly engine: EngineProcess;
  /** To be called when the work is over. */
  done(): void;
}

/** Work for a process. */
export interface GroupWork extends Work {
  /** Whether it stands back behind others for the processor; either when undefined. */
  readonly isLow?: boolean | undefined;
}

type Choice = (among: readonly number[]) => number | undefined;

/**
 * The processes: which of them work is done in, and which of them run. Half of them are for
 * statements that stand back: those of workspaces that have many running.
 */
export class ProcessGroup {
  readonly #slots: readonly ProcessSlot<EngineProcess>[];
  readonly #placement: Placement;
  readonly #usedAt: number[];
  readonly #restTimer: NodeJS.Timeout;
  #onLost: ((end: ProcessEnd) => void) | undefined;

  constructor({ processes, duckdb, onStarted }: EnginePoolSettings) {
    const { sessionIdleMs: idleMs, maxSessions: maxWarm } = duckdb(0);
    this.#placement = new Placement({ processes, idleMs, maxWarm });
    this.#usedAt = Array.from({ length: processes }, () => 0);
    this.#slots = this.#usedAt.map(
      (_, slot) =>
        new ProcessSlot({
          start: () => EngineProcess.start({ duckdb: duckdb(slot), isLow: this.#isLow(slot) }),
          onStarted: (pid) => {
            this.#usedAt[slot] = performance.now();
            onStarted?.(slot, pid);
          },
          onLost: (end) => {
            this.#placement.clear(slot);
            this.#onLost?.(end);
          },
        }),
    );
    this.#restTimer = setInterval(() => void this.#rest(), REST_CHECK_MS);
    this.#restTimer.unref();
  }

  async start(): Promise<void> {
    await this.#slots[0]?.get();
  }

  onLost(listener: (end: ProcessEnd) => void): void {
    this.#onLost = listener;
  }

  /** The process of each slot, where one is ready. */
  get processes(): readonly (EngineProcess | undefined)[] {
    return this.#slots.map(({ ready }) => ready);
  }

  get state(): "ready" | "waking" | "asleep" {
    if (this.#slots.some(({ ready }) => ready !== undefined)) return "ready";
    return this.#slots.some(({ isStarting }) => isStarting) ? "waking" : "asleep";
  }

  /** Does work in the process that is best for it. */
  async use<T>(
    work: GroupWork,
    signal: AbortSignal,
    call: (engine: EngineProcess) => Promise<T>,
  ): Promise<T> {
    const { workspaceId, databaseId, isLow } = work;
    const counted = {
      ...(workspaceId === undefined ? {} : { workspaceId }),
      ...(databaseId === undefined ? {} : { databaseId }),
    };
    const choose: Choice = (among) =>
      this.#placement.choose(counted, this.#preferred(among, isLow));
    const slot = await this.#find(signal, choose, counted);
    try {
      return await call(slot.engine);
    } finally {
      slot.done();
    }
  }

  /** The process that does least; work that takes more than a moment is counted. */
  quietest(isLow: boolean, signal: AbortSignal, work?: Work): Promise<PlacedProcess> {
    const load = (slot: number): number => this.#placement.load(slot);
    const choose: Choice = (among) =>
      this.#preferred(among, isLow).toSorted((a, b) => load(a) - load(b))[0];
    return this.#find(signal, choose, work);
  }

  forget(databaseId: string): void {
    this.#placement.forget(databaseId);
  }

  async close(): Promise<void> {
    clearInterval(this.#restTimer);
    await Promise.allSettled(this.#slots.map((slot) => slot.close()));
  }

  async #find(signal: AbortSignal, choose: Choice, work?: Work): Promise<PlacedProcess> {
    signal.throwIfAborted();
    let found = this.#take(choose, work);
    if (found !== undefined) return found;
    const limit = AbortSignal.timeout(WAIT_LIMIT_MS);
    do {
      await this.#anyStarted(signal, limit);
      found = this.#take(choose, work);
    } while (found === undefined);
    return found;
  }

  #take(choose: Choice, work: Work | undefined): PlacedProcess | undefined {
    this.#wake(choose([...this.#slots.keys()]));
    const slot = choose(this.#ready());
    const engine = slot === undefined ? undefined : this.#slots[slot]?.ready;
    if (slot === undefined || engine === undefined) return undefined;
    // Counted at once: what is placed next must see it.
    return { engine, done: this.#begin(slot, work) };
  }

  /** Starts the process that would be best, for later work; until then the others do. */
  #wake(best: number | undefined): void {
    if (best !== undefined) this.#slots[best]?.wake();
  }

  #begin(slot: number, work: Work | undefined): () => void {
    const done = work === undefined ? () => undefined : this.#placement.begin(slot, work);
    this.#usedAt[slot] = performance.now();
    return () => {
      this.#usedAt[slot] = performance.now();
      done();
    };
  }

  #isLow(slot: number): boolean {
    return slot >= Math.ceil(this.#usedAt.length / 2);
  }

  /** Those of the right priority; while there is none, the others help out. */
  #preferred(among: readonly number[], isLow: boolean | undefined): readonly number[] {
    if (isLow === undefined) return among;
    const right = among.filter((slot) => this.#isLow(slot) === isLow);
    return right.length > 0 ? right : among;
  }

  #ready(): number[] {
    return [...this.#slots.keys()].filter((slot) => this.#slots[slot]?.ready !== undefined);
  }

  /** Returns as well when one was lost while it started: work that waits has no part in that. */
  async #anyStarted(signal: AbortSignal, limit: AbortSignal): Promise<void> {
    const starting = this.#slots.filter(({ isStarting }) => isStarting);
    const waited = starting.length === 0 ? this.#slots.slice(0, 1) : starting;
    const started = Promise.any(waited.map((slot) => slot.get()));
    try {
      await abortable(started, AbortSignal.any([signal, limit]));
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) throw new EngineLostError("no engine process stays up", true);
      const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
      if (!(cause instanceof EngineLostError)) throw cause;
    }
  }

  async #rest(): Promise<void> {
    const limit = performance.now() - REST_AFTER_MS;
    for (const slot of this.#ready().toReversed()) {
      if (this.#ready().length <= 1) return;
      const isIdle = this.#placement.load(slot) === 0 && (this.#usedAt[slot] ?? 0) < limit;
      if (!isIdle) continue;
      this.#placement.clear(slot);
      await this.#slots[slot]?.rest();
    }
  }
}
