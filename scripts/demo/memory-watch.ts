import { readdirSync, readFileSync } from "node:fs";

const INTERVAL_MS = 100;

/** Watches the memory of this process and everything it started (PSS on Linux, else own RSS). */
export class MemoryWatch {
  readonly #timer = setInterval(() => this.#sample(), INTERVAL_MS);
  #peakKb = 0;

  constructor() {
    this.#timer.unref();
    this.#sample();
  }

  peakMb(): number {
    return Math.round(this.#peakKb / 1024);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#peakKb = Math.max(this.#peakKb, treeKb(process.pid) ?? process.memoryUsage.rss() / 1024);
  }
}

function treeKb(pid: number): number | undefined {
  try {
    const own = Number(
      /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1],
    );
    return childPids(pid).reduce((sum, child) => sum + (treeKb(child) ?? 0), own);
  } catch {
    return undefined;
  }
}

function childPids(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
      .split(" ")
      .filter(Boolean)
      .map(Number),
  );
}
