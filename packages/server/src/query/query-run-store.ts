import { hash } from "node:crypto";
import type { ErrorCode, QueryRunInfo, QueryRunStatus } from "@hotdata/contract";
import type { Insertable, Selectable, Transaction } from "kysely";
import { badRequest } from "../http/api-error.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import { runSources } from "./sources/run-sources.ts";
import type { QueryRunsTable } from "../metastore/tables/query-tables.ts";

export type QueryRun = Selectable<QueryRunsTable>;
export type NewQueryRun = Insertable<QueryRunsTable>;

export interface RunFilter {
  readonly workspaceId: string;
  readonly databaseId: string | undefined;
}

export interface RunPage extends RunFilter {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly statuses: readonly QueryRunStatus[] | undefined;
  readonly savedQueryId: string | undefined;
  readonly sandboxId: string | undefined;
}

/** The history of queries. That of a deleted database stays; a workspace's goes with it. */
export class QueryRunStore implements WorkspaceContent {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Records a run, or the end of one that was recorded when it started. */
  async put(run: NewQueryRun, transaction?: Transaction<MetastoreTables>): Promise<void> {
    await (transaction ?? this.#metastore)
      .insertInto("query_runs")
      .values(run)
      .onConflict((conflict) => conflict.column("id").doUpdateSet(run))
      .execute();
  }

  find(filter: RunFilter, id: string): Promise<QueryRun | undefined> {
    return this.#select(filter).where("id", "=", id).executeTakeFirst();
  }

  /** Newest first; one row more than the page shows whether there is a further page. */
  async list(page: RunPage): Promise<{ runs: QueryRun[]; nextCursor: string | undefined }> {
    let query = this.#select(page)
      .orderBy("seq", "desc")
      .limit(page.limit + 1);
    if (page.cursor !== undefined) query = query.where("seq", "<", parseCursor(page.cursor));
    if (page.savedQueryId !== undefined) {
      query = query.where("saved_query_id", "=", page.savedQueryId);
    }
    if (page.sandboxId !== undefined) query = query.where("sandbox_id", "=", page.sandboxId);
    if (page.statuses !== undefined) query = query.where("status", "in", page.statuses);
    const rows = await query.execute();
    const runs = rows.slice(0, page.limit);
    const last = runs.at(-1);
    const more = rows.length > page.limit && last !== undefined;
    return { runs, nextCursor: more ? formatCursor(last.seq) : undefined };
  }

  /** Runs that a stopped server left unfinished can never end: they failed. */
  async failUnfinished(message: string): Promise<void> {
    await this.#metastore
      .updateTable("query_runs")
      .set({
        status: "failed",
        error_message: message,
        error_code: "SERVICE_UNAVAILABLE" satisfies ErrorCode,
        completed_at: new Date().toISOString(),
      })
      .where("status", "=", "running")
      .execute();
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.#metastore
      .deleteFrom("query_runs")
      .where("workspace_id", "=", workspaceId)
      .execute();
  }

  #select(filter: RunFilter) {
    const query = this.#metastore
      .selectFrom("query_runs")
      .selectAll()
      .where("workspace_id", "=", filter.workspaceId);
    return filter.databaseId === undefined
      ? query
      : query.where("database_id", "=", filter.databaseId);
  }
}

export function sqlHash(sqlText: string): string {
  return hash("sha256", sqlText, "hex");
}

/** @param progress of a run that is under way, in percent; null when it is not known */
export function queryRunInfo(run: QueryRun, progress: number | null): QueryRunInfo {
  return {
    id: run.id,
    status: run.status,
    progress,
    sql_text: run.sql_text,
    sql_hash: run.sql_hash,
    snapshot_id: snapshotId(run.sql_hash),
    created_at: run.created_at,
    completed_at: run.completed_at,
    execution_time_ms: run.execution_time_ms,
    server_processing_ms: run.server_processing_ms,
    result_id: run.result_id,
    row_count: run.row_count,
    rows_scanned: run.rows_scanned,
    bytes_scanned: run.bytes_scanned,
    sources: runSources(run.sources_json),
    error_message: run.error_message,
    error_code: run.error_code,
    warning_message: run.warning_message,
    saved_query_id: run.saved_query_id,
    saved_query_version: run.saved_query_version,
    sandbox_id: run.sandbox_id,
    trace_id: run.trace_id,
    user_public_id: `user_${sqlHash(run.key_id).slice(0, 10)}`,
  };
}

/** The same SQL text always has the same id: 26 characters of 0-9a-z made from its hash. */
function snapshotId(hash: string): string {
  return `snap${BigInt(`0x${hash}`).toString(36).slice(0, 26).padStart(26, "0")}`;
}

function formatCursor(seq: number): string {
  return Buffer.from(`run:${seq}`).toString("base64url");
}

function parseCursor(cursor: string): number {
  const match = /^run:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match === null) throw badRequest("cursor is not a next_cursor of this listing.");
  return Number(match[1]);
}
