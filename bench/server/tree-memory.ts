import { readdirSync, readFileSync } from "node:fs";

const INTERVAL_MS = 50;

/**
 * Memory in MB (10^6 bytes) of a process and all it started: the sum of their proportional set
 * sizes, in which shared pages count once. Undefined where Linux' /proc does not tell.
 */
export function treeMemoryMb(pid: number): number | undefined {
  try {
    return (treeKib(pid) * 1_024) / 1e6;
  } catch {
    return undefined;
  }
}

/** The largest {@link treeMemoryMb} while the work runs, looked at every 50 ms. */
export async function peakMemoryMb(
  pid: number,
  work: () => Promise<unknown>,
): Promise<number | undefined> {
  let peak = treeMemoryMb(pid);
  const timer = setInterval(() => {
    const now = treeMemoryMb(pid);
    if (now !== undefined && peak !== undefined) peak = Math.max(peak, now);
  }, INTERVAL_MS);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

function treeKib(pid: number): number {
  const own = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
  return childPids(pid).reduce((sum, child) => sum + treeKib(child), Number(own));
}

function childPids(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
      .split(" ")
      .filter((child) => child !== "")
      .map(Number),
  );
}
