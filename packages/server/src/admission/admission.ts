import { overloaded } from "../http/api-error.ts";
import type { BusyAverage } from "./busy-average.ts";
import { Shares } from "./shares.ts";
import { type Turn, type TurnLimits, Turns } from "./turns.ts";

export interface AdmissionLimits {
  /** How many may be in the server at a time, at work or waiting. */
  readonly places: {
    readonly total: number;
    readonly perWorkspace: number;
  };
  readonly turns: TurnLimits;
}

/** What was let in, until it leaves. */
export interface Place {
  /**
   * Does work when its turn has come; may be called again, one after the other.
   * @param isQuick it is expected to be over in no time
   * @throws the signal's reason when it fires while the turn is waited for
   */
  run<T>(signal: AbortSignal, work: (turn: Turn) => Promise<T>, isQuick?: boolean): Promise<T>;
  /** May be called more than once. */
  leave(): void;
}

const MAX_RETRY_SECONDS = 30;

/** Lets in what has room, and gives it turns that are fair between workspaces. */
export class Admission {
  readonly #places: Shares;
  readonly #turns: Turns;

  constructor({ places, turns }: AdmissionLimits, busy: BusyAverage) {
    // Whoever presses gets no further than to twice of what is left to others.
    this.#places = new Shares({ ...places, timesFree: 2 });
    this.#turns = new Turns(turns, busy);
  }

  get counts(): Turns["counts"] {
    return this.#turns.counts;
  }

  /** @throws {ApiError} OVERLOADED when there is no room; nothing was done then. */
  enter(workspaceId: string): Place {
    if (!this.#places.take(workspaceId)) throw overloaded(this.#retryAfterSeconds(workspaceId));
    let isIn = true;
    return {
      run: async (signal, work, isQuick) =>
        inTurn(await this.#turns.enter(workspaceId, signal, isQuick), work),
      leave: () => {
        if (isIn) this.#places.give(workspaceId);
        isIn = false;
      },
    };
  }

  /** Does work when its turn has come, for what was let in elsewhere. */
  async inTurn<T>(
    workspaceId: string,
    signal: AbortSignal,
    work: (turn: Turn) => Promise<T>,
  ): Promise<T> {
    return inTurn(await this.#turns.enter(workspaceId, signal), work);
  }

  /** When about what waits now will have begun: sooner there is no point in asking again. */
  #retryAfterSeconds(workspaceId: string): number {
    const seconds = Math.ceil(this.#turns.expectedWaitMs(workspaceId) / 1_000);
    return Math.min(Math.max(seconds, 1), MAX_RETRY_SECONDS);
  }
}

async function inTurn<T>(turn: Turn, work: (turn: Turn) => Promise<T>): Promise<T> {
  try {
    return await work(turn);
  } finally {
    turn.leave();
  }
}
