import { sql } from "kysely";
import type { Metastore } from "../../metastore/open-metastore.ts";
import type { SourceTableName } from "../connection.ts";

export interface DueCopy extends SourceTableName {
  readonly connectionId: string;
}

/** Copies that are older than they are to be, the most overdue first. */
export async function listDueCopies(metastore: Metastore): Promise<readonly DueCopy[]> {
  const interval = sql<number>`coalesce(t.refresh_seconds, c.refresh_seconds)`;
  const dueAt = sql<number>`unixepoch(t.synced_at) + ${interval}`;
  return metastore
    .selectFrom("connection_tables as t")
    .innerJoin("connections as c", "c.id", "t.connection_id")
    .select(["c.id as connectionId", "t.schema_name as schema", "t.table_name as table"])
    .where("c.state", "=", "active")
    .where("t.synced_at", "is not", null)
    .where(interval, "is not", null)
    .where(dueAt, "<=", sql<number>`unixepoch('now')`)
    .orderBy(dueAt)
    .execute();
}
