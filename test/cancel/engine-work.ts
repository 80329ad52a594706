import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { descriptorsOf } from "../server/process-usage.ts";

/** How often the processes' use of processors is looked at. */
const LOOK_MS = 2;
/** Linux counts processor time in steps of 10 ms; work that still goes on shows within two. */
const TICK_MS = 10;

/** What the engine processes use of the machine, as the kernel counts it (Linux). */
export class EngineWork {
  readonly #pids: () => readonly number[];

  constructor(pids: () => readonly number[]) {
    this.#pids = pids;
  }

  /**
   * Waits until the processes have used no processor for a while.
   * @returns when they used one last, as `performance.now()` counts; undefined when they never
   * ceased to within the limit
   */
  async untilIdle({
    restMs,
    limitMs,
  }: {
    restMs: number;
    limitMs: number;
  }): Promise<number | undefined> {
    const end = performance.now() + limitMs;
    let ticks = this.ticks();
    let lastUsed = performance.now();
    for (;;) {
      await sleep(LOOK_MS);
      const now = performance.now();
      const used = this.ticks();
      if (used !== ticks) {
        ticks = used;
        lastUsed = now;
      }
      if (now - lastUsed >= restMs + 2 * TICK_MS) return lastUsed;
      if (now > end) return undefined;
    }
  }

  /** Processor time used so far, in steps of 10 ms. */
  ticks(): number {
    return this.#pids().reduce((sum, pid) => sum + ticksOf(pid), 0);
  }

  /** Open files, connections and the like. */
  descriptors(): number {
    return this.#pids().reduce((sum, pid) => sum + descriptorsOf(pid), 0);
  }
}

function ticksOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // After the command's name, which may hold spaces: user and system time are the 12th and 13th.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
