import type { AuditEvent } from "@hotdata/contract";
import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { AuditEntry, AuditLog } from "../http/audit-log.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { AuditTables } from "../metastore/tables/audit-tables.ts";

export interface AuditFilter {
  readonly workspaceId: string;
  /** Also what concerns no workspace, or one that is gone. */
  readonly withServer: boolean;
  readonly operation: string | undefined;
  readonly keyId: string | undefined;
  readonly since: Date | undefined;
}

export interface AuditPage {
  readonly limit: number;
  readonly beforeSeq: number | undefined;
}

/** So many old events are removed with one statement. */
const SWEEP_BATCH = 1_000;

const targetModel = z.record(z.string(), z.string());

/** The audit log in the metastore. Nothing in it is ever changed; old events are removed. */
export class AuditStore implements AuditLog {
  readonly #metastore: Kysely<MetastoreTables>;

  constructor(metastore: Kysely<MetastoreTables>) {
    this.#metastore = metastore;
  }

  async record(entry: AuditEntry): Promise<void> {
    await this.#metastore
      .insertInto("audit_events")
      .values({
        created_at: new Date().toISOString(),
        actor: entry.actor,
        key_id: entry.keyId ?? null,
        workspace_id: entry.workspaceId ?? null,
        operation: entry.operation,
        target_json: JSON.stringify(entry.target),
        outcome: entry.outcome,
        request_id: entry.requestId ?? null,
      })
      .execute();
  }

  /** Newest first. */
  async list(filter: AuditFilter, { limit, beforeSeq }: AuditPage): Promise<AuditEvent[]> {
    let query = this.#visible(filter);
    if (beforeSeq !== undefined) query = query.where("seq", "<", beforeSeq);
    if (filter.operation !== undefined) query = query.where("operation", "=", filter.operation);
    if (filter.keyId !== undefined) query = query.where("key_id", "=", filter.keyId);
    if (filter.since !== undefined) {
      query = query.where("created_at", ">=", filter.since.toISOString());
    }
    const rows = await query.selectAll().orderBy("seq", "desc").limit(limit).execute();
    return rows.map(eventOf);
  }

  /** Removes what is older than the given moment. */
  async deleteBefore(moment: Date, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const old = this.#metastore
        .selectFrom("audit_events")
        .select("seq")
        .where("created_at", "<", moment.toISOString())
        .limit(SWEEP_BATCH);
      const { numDeletedRows } = await this.#metastore
        .deleteFrom("audit_events")
        .where("seq", "in", old)
        .executeTakeFirst();
      if (numDeletedRows < SWEEP_BATCH) return;
    }
  }

  #visible({ workspaceId, withServer }: AuditFilter) {
    const query = this.#metastore.selectFrom("audit_events");
    if (!withServer) return query.where("workspace_id", "=", workspaceId);
    const known = this.#metastore.selectFrom("workspaces").select("id");
    return query.where((where) =>
      where.or([
        where("workspace_id", "=", workspaceId),
        where("workspace_id", "is", null),
        where("workspace_id", "not in", known),
      ]),
    );
  }
}

function eventOf(row: Selectable<AuditTables["audit_events"]>): AuditEvent {
  return {
    id: row.seq,
    created_at: row.created_at,
    actor: row.actor,
    key_id: row.key_id,
    workspace_id: row.workspace_id,
    operation: row.operation,
    target: targetModel.parse(JSON.parse(row.target_json)),
    outcome: row.outcome,
    request_id: row.request_id,
  };
}
