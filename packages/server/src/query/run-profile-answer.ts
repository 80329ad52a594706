import type { QueryRunProfile } from "@hotdata/contract";
import type { QueryRun } from "./query-run-store.ts";
import type { RunProfile } from "./run-profile-store.ts";

export function queryRunProfile(run: QueryRun, profile: RunProfile): QueryRunProfile {
  return {
    query_run_id: run.id,
    execution_ms: profile.executionMs,
    cpu_ms: profile.cpuMs,
    row_count: profile.plan.rows,
    rows_scanned: run.rows_scanned,
    bytes_scanned: run.bytes_scanned,
    is_whole: profile.isWhole,
    plan: profile.plan,
  };
}

/** Why a run has no profile, and what to do for one. */
export function noProfile({ id, status }: QueryRun): string {
  const text = `Query run '${id}' has no profile: `;
  switch (status) {
    case "running":
      return `${text}it is still running. Ask again when it has ended.`;
    case "succeeded":
      return `${text}only a SELECT that is sent with "profile": true and whose result is stored gets one. Send it again so.`;
    default:
      return `${text}it ${status === "failed" ? "failed" : "was cancelled"}, and only runs that succeed get one.`;
  }
}
