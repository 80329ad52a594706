import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import type { ServerProcess } from "../server/server-process.ts";

export const SIGNALS = ["SIGKILL", "SIGABRT", "SIGSEGV"] as const;

export interface Kill {
  /** As `performance.now()` counts. */
  readonly at: number;
  readonly signal: (typeof SIGNALS)[number];
  readonly pids: readonly number[];
  /** Whether no engine process was left. */
  readonly isOfAll: boolean;
}

const LEAST_PAUSE_MS = 800;
const MOST_PAUSE_MS = 3_200;
/** The rest of a run's time is for what comes after the last kill. */
const LAST_BEFORE_END_MS = 2_000;
const ALL_SHARE = 0.25;

/** Ends an engine process, or all of them, at random moments. */
export class EngineKiller {
  readonly kills: Kill[] = [];
  readonly #server: ServerProcess;
  readonly #random: Random;

  constructor(server: ServerProcess, random: Random) {
    this.#server = server;
    this.#random = random;
  }

  get killedPids(): ReadonlySet<number> {
    return new Set(this.kills.flatMap(({ pids }) => pids));
  }

  async runUntil(endAt: number): Promise<void> {
    for (;;) {
      await sleep(LEAST_PAUSE_MS + this.#random.below(MOST_PAUSE_MS - LEAST_PAUSE_MS));
      if (Date.now() > endAt - LAST_BEFORE_END_MS) return;
      this.#kill();
    }
  }

  #kill(): void {
    const signal = this.#random.pick(SIGNALS);
    const wantsAll = this.#random.next() < ALL_SHARE;
    const share = this.#random.next();
    const present = this.#server.enginePids();
    if (present.length === 0) return;
    const one = present.slice(Math.floor(share * present.length)).slice(0, 1);
    const pids = wantsAll ? present : one;
    const at = performance.now();
    for (const pid of pids) process.kill(pid, signal);
    this.kills.push({ at, signal, pids, isOfAll: pids.length === present.length });
  }
}
