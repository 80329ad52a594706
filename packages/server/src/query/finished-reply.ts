import { jsonText, type Reply } from "../http/reply.ts";
import type { FinishedQuery } from "./submitted-query.ts";

/** The rows are JSON text already: they are put in as they are, never parsed. */
export function finishedReply(finished: FinishedQuery): Reply {
  const { runId, resultId, warning, outcome, executionTimeMs } = finished;
  const { columns, preview, rowCount } = outcome;
  const head = JSON.stringify({
    query_run_id: runId,
    result_id: resultId,
    columns: columns.map((column) => column.name),
    nullable: columns.map((column) => column.nullable),
    row_count: preview.rows.length,
    preview_row_count: preview.rows.length,
    total_row_count: rowCount,
    truncated: preview.truncated,
    execution_time_ms: executionTimeMs,
    warning,
  });
  return jsonText(200, `${head.slice(0, -1)},"rows":[${preview.rows.join(",")}]}`);
}
