import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AskServer } from "./ask-server.ts";

const model = z.object({
  is_logged: z.boolean(),
  is_nearly: z.boolean(),
  /** Within which the server promises to write down what was committed. */
  promised_ms: z.number(),
});

/** The end of the log may stay in memory: the server does not write a page that no commit asks for. */
const SQL = `
SELECT flushed >= $1::pg_lsn AS is_logged,
  flushed + current_setting('wal_block_size')::numeric > $1::pg_lsn AS is_nearly,
  (SELECT 3 * setting::int4 FROM pg_settings WHERE name = 'wal_writer_delay') AS promised_ms
FROM pg_current_wal_flush_lsn() AS flushed`;

const PAUSE_MS = 50;
/** Beyond what the server promises. */
const LONGER_MS = 1_000;

/**
 * Whether all that was committed up to a place of the log is on the server's disk, which takes up to a
 * second where commits do not wait for it. Before, a crash could take a transaction back, whose number
 * another one would get.
 */
export async function isLogged(
  ask: AskServer,
  logEnd: string,
  signal: AbortSignal,
): Promise<boolean> {
  const begunAt = performance.now();
  for (;;) {
    const rows = await ask(SQL, [logEnd]);
    const found = model.parse(rows[0]);
    const waitedMs = performance.now() - begunAt;
    const isPromised = waitedMs > found.promised_ms;
    if (found.is_logged || (found.is_nearly && isPromised)) return true;
    if (waitedMs > found.promised_ms + LONGER_MS) return false;
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
