import type { BusyAverage } from "./busy-average.ts";
import { MeanTime } from "./mean-time.ts";
import { Shares } from "./shares.ts";

export interface TurnLimits {
  /** Turns in all at a time. */
  readonly total: number;
  /** Turns of one workspace at a time. */
  readonly perWorkspace: number;
}

/** The right to keep the engine at work, until it is left. */
export interface Turn {
  /** Whether it should stand back behind those of workspaces that do less. */
  readonly isLow: boolean;
  /** To be called once. */
  leave(): void;
}

/** A turn that has taken this long no longer keeps the next one of its workspace waiting. */
export const LONG_TURN_MS = 5_000;
/** So many times as many as have turns may be aside. */
const ASIDE_TIMES = 4;
/** So many times as many quick ones may run. */
const QUICK_TIMES = 4;
/** So many of a workspace may run side by side without standing back. */
const SIDE_BY_SIDE = 2;

interface RunningTurn {
  readonly workspaceId: string;
  readonly startedAt: number;
  readonly timer: NodeJS.Timeout;
  /** What it is counted among. */
  share: Shares;
}

interface Waiter {
  readonly begin: (turn: Turn) => void;
}

/**
 * Says whose statement runs next: workspaces in turn, within one in order of arrival. No workspace
 * gets more turns than are still free for others, so a statement of one that has none running
 * begins at once. What takes long steps aside, into places of their own, so that a few slow
 * statements do not keep the quick ones of their workspace waiting.
 */
export class Turns {
  readonly #running: Shares;
  readonly #quick: Shares;
  readonly #aside: Shares;
  readonly #busy: BusyAverage;
  readonly #overdue = new Set<RunningTurn>();
  /** Workspaces in the order in which they are next, each with who waits in order of arrival. */
  readonly #waiting = new Map<string, Set<Waiter>>();
  readonly #meanTime = new MeanTime();

  constructor(limits: TurnLimits, busy: BusyAverage) {
    this.#running = sharesOf(limits, 1);
    this.#quick = sharesOf(limits, QUICK_TIMES);
    this.#aside = sharesOf(limits, ASIDE_TIMES);
    this.#busy = busy;
  }

  /**
   * A turn that has begun, at once where that can be. Who waits for it leaves the line when the
   * signal fires, and gets the signal's reason.
   * @param isQuick it is expected to be over in no time: there are more turns for these
   */
  enter(workspaceId: string, signal: AbortSignal, isQuick = false): Turn | Promise<Turn> {
    signal.throwIfAborted();
    this.#busy.arrive(workspaceId);
    if (isQuick && this.#quick.take(workspaceId)) return this.#begin(workspaceId, this.#quick);
    const isNext = !this.#waiting.has(workspaceId) && this.#running.take(workspaceId);
    return isNext ? this.#begin(workspaceId, this.#running) : this.#wait(workspaceId, signal);
  }

  /** How many have a turn now, how many stepped aside, how many wait. */
  get counts(): { readonly running: number; readonly aside: number; readonly waiting: number } {
    const waiting = [...this.#waiting.values()].reduce((sum, line) => sum + line.size, 0);
    const running = this.#running.held + this.#quick.held;
    return { running, aside: this.#aside.held, waiting };
  }

  /** Milliseconds until those of a workspace that wait now will have begun, as far as is known. */
  expectedWaitMs(workspaceId: string): number {
    const waiting = this.#waiting.get(workspaceId)?.size ?? 0;
    const running = Math.max(this.#running.heldBy(workspaceId), 1);
    return (waiting * this.#meanTime.ms) / running;
  }

  async #wait(workspaceId: string, signal: AbortSignal): Promise<Turn> {
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const waiter: Waiter = { begin: resolve };
    const giveUp = (): void => {
      if (!this.#forget(workspaceId, waiter)) return;
      this.#busy.leave(workspaceId);
      reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { once: true });
    const line = this.#waiting.get(workspaceId) ?? new Set();
    this.#waiting.set(workspaceId, line.add(waiter));
    try {
      return await promise;
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  #begin(workspaceId: string, share: Shares): Turn {
    const isPressing = share.heldBy(workspaceId) > SIDE_BY_SIDE || this.#waiting.has(workspaceId);
    const isLow = isPressing || this.#busy.isBusy(workspaceId);
    const timer = setTimeout(() => {
      this.#overdue.add(turn);
      this.#stepAside(turn);
    }, LONG_TURN_MS);
    timer.unref();
    const turn: RunningTurn = { workspaceId, startedAt: performance.now(), timer, share };
    return { isLow, leave: () => this.#leave(turn) };
  }

  #leave(turn: RunningTurn): void {
    const { workspaceId, timer, share, startedAt } = turn;
    clearTimeout(timer);
    this.#overdue.delete(turn);
    this.#busy.leave(workspaceId);
    this.#meanTime.add(performance.now() - startedAt);
    share.give(workspaceId);
    if (share === this.#aside) for (const other of this.#overdue) this.#stepAside(other);
    else this.#beginNext();
  }

  #stepAside(turn: RunningTurn): void {
    const { workspaceId } = turn;
    if (!this.#aside.take(workspaceId)) return;
    this.#overdue.delete(turn);
    turn.share.give(workspaceId);
    turn.share = this.#aside;
    this.#beginNext();
  }

  /** Begins what can be begun. A workspace that had a turn goes to the end of the row. */
  #beginNext(): void {
    for (const [workspaceId, line] of this.#waiting) {
      const [first] = line;
      if (first === undefined || !this.#running.take(workspaceId)) continue;
      line.delete(first);
      this.#waiting.delete(workspaceId);
      // What is put back here comes once more in this very loop, after all others.
      if (line.size > 0) this.#waiting.set(workspaceId, line);
      first.begin(this.#begin(workspaceId, this.#running));
    }
  }

  /** False when it does not wait any more. */
  #forget(workspaceId: string, waiter: Waiter): boolean {
    const line = this.#waiting.get(workspaceId);
    if (line?.delete(waiter) !== true) return false;
    if (line.size === 0) this.#waiting.delete(workspaceId);
    return true;
  }
}

function sharesOf({ total, perWorkspace }: TurnLimits, times: number): Shares {
  return new Shares({ total: total * times, perWorkspace: perWorkspace * times, timesFree: 1 });
}
