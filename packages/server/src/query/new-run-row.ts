import { type NewQueryRun, sqlHash } from "./query-run-store.ts";
import type { QuerySubmission } from "./query-submission.ts";

/** The history's row of a run that has just begun. */
export function newRunRow(id: string, submission: QuerySubmission, createdAt: Date): NewQueryRun {
  const { workspaceId, scope, sqlText, traceId, keyId, savedQuery, sandboxId } = submission;
  return {
    id,
    workspace_id: workspaceId,
    database_id: scope?.id ?? null,
    status: "running",
    sql_text: sqlText,
    sql_hash: sqlHash(sqlText),
    created_at: createdAt.toISOString(),
    completed_at: null,
    execution_time_ms: null,
    server_processing_ms: null,
    result_id: null,
    row_count: null,
    rows_scanned: null,
    bytes_scanned: null,
    error_message: null,
    error_code: null,
    sources_json: null,
    warning_message: null,
    saved_query_id: savedQuery?.id ?? null,
    saved_query_version: savedQuery?.version ?? null,
    sandbox_id: sandboxId ?? null,
    trace_id: traceId,
    key_id: keyId,
  };
}
