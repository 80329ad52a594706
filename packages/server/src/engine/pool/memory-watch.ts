import { judgeMemory, type MemoryBounds, type ProcessUse } from "./memory-bounds.ts";
import type { KillReason } from "./process-end.ts";
import { privateMemoryMb } from "./process-memory.ts";

const INTERVAL_MS = 250;
/** How long a process has to get smaller before it is asked again. */
const SHRINK_EVERY_MS = 2000;
const SHRINK_LIMIT_MS = 10_000;

export interface WatchedProcess {
  readonly pid: number | undefined;
  readonly isAlive: boolean;
  kill(reason: KillReason): void;
  shrink(signal: AbortSignal): Promise<void>;
}

/** Looks at the memory of child processes; lets them shrink, and ends the largest if it must. */
export class MemoryWatch {
  readonly #processes: () => readonly (WatchedProcess | undefined)[];
  readonly #bounds: MemoryBounds;
  readonly #shrunkAt = new WeakMap<WatchedProcess, number>();
  readonly #timer: NodeJS.Timeout;
  #isLooking = false;

  /** @param processes those of each slot at the time of the call */
  constructor(processes: () => readonly (WatchedProcess | undefined)[], bounds: MemoryBounds) {
    this.#processes = processes;
    this.#bounds = bounds;
    this.#timer = setInterval(() => void this.#look(), INTERVAL_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const processes = this.#processes();
      const uses = await Promise.all(processes.map((engine, slot) => useOf(engine, slot)));
      const known = uses.filter((use) => use !== undefined);
      const { kill, shrink } = judgeMemory(known, this.#bounds);
      const { usedMb = 0, boundMb = 0 } = kill ?? {};
      if (kill !== undefined) processes[kill.slot]?.kill({ kind: "memory", usedMb, boundMb });
      for (const slot of shrink) this.#shrink(processes[slot]);
    } finally {
      this.#isLooking = false;
    }
  }

  #shrink(engine: WatchedProcess | undefined): void {
    if (engine?.isAlive !== true) return;
    const now = performance.now();
    if (now - (this.#shrunkAt.get(engine) ?? -Infinity) < SHRINK_EVERY_MS) return;
    this.#shrunkAt.set(engine, now);
    // It is killed if it grows on; whether it answers does not matter.
    engine.shrink(AbortSignal.timeout(SHRINK_LIMIT_MS)).catch(() => undefined);
  }
}

async function useOf(
  engine: WatchedProcess | undefined,
  slot: number,
): Promise<ProcessUse | undefined> {
  if (engine?.pid === undefined || !engine.isAlive) return undefined;
  const usedMb = await privateMemoryMb(engine.pid);
  return usedMb === undefined ? undefined : { slot, usedMb };
}
