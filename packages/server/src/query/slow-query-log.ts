import type { ErrorCode } from "@hotdata/contract";
import type { Logger } from "../http/request-context.ts";
import type { QueryPhases } from "../telemetry/query-phases.ts";
import type { QuerySubmission } from "./query-submission.ts";
import type { StatementOutcome } from "./statement-request.ts";

/** A query whose end is recorded. */
export interface EndedRun {
  readonly runId: string;
  readonly submission: QuerySubmission;
  readonly status: "succeeded" | "failed" | "cancelled";
  /** Undefined when it succeeded. */
  readonly code: ErrorCode | undefined;
  /** Undefined unless it succeeded. */
  readonly outcome: StatementOutcome | undefined;
  readonly milliseconds: number;
  readonly phases: QueryPhases;
}

export interface SlowQueryLogOptions {
  /** Queries that took longer are logged; 0: none. */
  readonly afterMs: number;
  readonly log: Pick<Logger, "warn">;
}

/** A line for each query that took long: where its time went, and the ids that lead to its text. */
export class SlowQueryLog {
  readonly #options: SlowQueryLogOptions;

  constructor(options: SlowQueryLogOptions) {
    this.#options = options;
  }

  record({ runId, submission, status, code, outcome, milliseconds, phases }: EndedRun): void {
    const { afterMs, log } = this.#options;
    if (afterMs === 0 || milliseconds <= afterMs) return;
    const { requestId, traceId, workspaceId, scope } = submission;
    const spent = Object.entries(phases.milliseconds).map(([phase, ms]) => [phase, tenths(ms)]);
    log.warn(
      {
        run_id: runId,
        request_id: requestId,
        trace_id: traceId,
        workspace_id: workspaceId,
        database_id: scope?.id ?? null,
        status,
        ...(code === undefined ? {} : { error_code: code }),
        ms: tenths(milliseconds),
        phases_ms: Object.fromEntries(spent),
        rows: outcome?.rowCount ?? null,
        rows_scanned: outcome?.scanned?.rowCount ?? null,
        bytes_scanned: outcome?.scanned?.sizeBytes ?? null,
      },
      "slow query",
    );
  }
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
