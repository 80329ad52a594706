import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { totalmem } from "node:os";

/** From 0, as likely as any process, to 1000, always first. */
const OOM_SCORE = "500";

/**
 * Memory in MiB that only this process holds: what it allocated, without the program files that all
 * share. Undefined where the system does not tell, which is everywhere but on Linux.
 */
export async function privateMemoryMb(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const kibibytes = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) / 1_024);
  } catch {
    return undefined;
  }
}

/** When the machine runs out of memory, Linux ends this process rather than its parent. */
export function preferForOutOfMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, OOM_SCORE);
  } catch {
    // Elsewhere, the system chooses.
  }
}

/** Memory of the machine, or of the container where that is less. */
export function machineMb(): number {
  const constrained = process.constrainedMemory();
  const bytes = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.floor(bytes / 1_024 ** 2);
}
