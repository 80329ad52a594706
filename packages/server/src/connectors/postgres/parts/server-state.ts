import { z } from "zod";
import type { AskServer } from "./ask-server.ts";

const row = z.object({
  identifier: z.string(),
  /** Of its write-ahead log; null of a standby, whose transactions may be taken back. */
  timeline: z.string().nullable(),
  version: z.int(),
});

/** From this one on, a range of blocks is read without the others. */
const FIRST_VERSION = 140_000;

/** The log's own timeline: what the control file has of it is older for a while after a promotion. */
const SQL = `SELECT system_identifier::text AS identifier,
  CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline,
  current_setting('server_version_num')::int4 AS version
FROM pg_control_system()`;

/**
 * Changes when the server has another history of transactions. Undefined where that cannot be told:
 * of standbys, without the right to ask, and of what only speaks like a PostgreSQL. Not to be called
 * in a transaction, which would fail with it.
 */
export async function readServerState(ask: AskServer): Promise<string | undefined> {
  try {
    const rows = await ask(SQL);
    const { identifier, timeline, version } = row.parse(rows[0]);
    return timeline === null || version < FIRST_VERSION ? undefined : `${identifier}.${timeline}`;
  } catch {
    return undefined;
  }
}
