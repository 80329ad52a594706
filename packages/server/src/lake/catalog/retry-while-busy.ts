import { setTimeout as sleep } from "node:timers/promises";
import { CatalogBusyError } from "../lake.ts";

const SQLITE_BUSY = 5;
const LONGEST_PAUSE_MS = 50;

/**
 * Repeats synchronous catalog work while another program holds the lock. Waiting happens here
 * and not inside SQLite, so that other databases are served meanwhile.
 */
export async function retryWhileBusy<T>(work: () => T, limitMs: number): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= deadline) {
        throw new CatalogBusyError(
          `another program has kept the catalog locked for ${limitMs} ms; try again`,
        );
      }
    }
    await sleep(pauseMs);
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !("errcode" in error)) return false;
  // The low byte is the primary result code; the rest says which kind of busy.
  return typeof error.errcode === "number" && (error.errcode & 0xff) === SQLITE_BUSY;
}
