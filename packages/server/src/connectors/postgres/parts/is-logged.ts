import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AskServer } from "./ask-server.ts";

const model = z.object({ is_logged: z.boolean() });
const TRIES = 20;
const PAUSE_MS = 50;

/**
 * Whether the server's log is on its disk up to a place. What was committed without waiting for that
 * may be gone after a crash, and its transaction's number be another one's.
 */
export async function isLogged(
  ask: AskServer,
  logEnd: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await sleep(PAUSE_MS, undefined, { signal });
    const asked = "SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn AS is_logged";
    const rows = await ask(asked, [logEnd]);
    if (model.parse(rows[0]).is_logged) return true;
  }
  return false;
}
