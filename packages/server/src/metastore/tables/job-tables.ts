import type { JobStatus } from "@hotdata/contract";
import type { Generated } from "kysely";

export interface JobTables {
  jobs: {
    /** Order of submission. */
    seq: Generated<number>;
    readonly id: string;
    readonly workspace_id: string;
    readonly database_id: string | null;
    readonly type: string;
    status: JobStatus;
    attempts: number;
    /** JSON. */
    payload: string;
    progress_done: number | null;
    progress_total: number | null;
    /** JSON. */
    result: string | null;
    /** A code of the contract; null unless it failed. */
    error_code: string | null;
    error_message: string | null;
    run_at: string;
    readonly created_at: string;
    completed_at: string | null;
  };
}
