import type { QueryRunStatus } from "@hotdata/contract";
import type { Generated } from "kysely";

export interface QueryRunsTable {
  /** Order of arrival. */
  seq: Generated<number>;
  id: string;
  workspace_id: string;
  /** Null: the whole workspace was queried. */
  database_id: string | null;
  status: QueryRunStatus;
  sql_text: string;
  sql_hash: string;
  created_at: string;
  completed_at: string | null;
  execution_time_ms: number | null;
  server_processing_ms: number | null;
  result_id: string | null;
  row_count: number | null;
  error_message: string | null;
  error_code: string | null;
  /** See `run-sources.ts`. */
  sources_json: string | null;
  trace_id: string;
  key_id: string;
  /** Null when it named no table, or did not get as far as reading. */
  rows_scanned: number | null;
  bytes_scanned: number | null;
  /** Why the result of a run that succeeded was not stored. */
  warning_message: string | null;
  saved_query_id: string | null;
  saved_query_version: number | null;
  /** Null: it ran in no sandbox. */
  sandbox_id: string | null;
}

export interface ResultsTable {
  /** Order of arrival of the queries. */
  seq: Generated<number>;
  id: string;
  workspace_id: string;
  database_id: string | null;
  status: "processing" | "ready" | "failed";
  created_at: string;
  /** Null until the result is ready. */
  columns_json: string | null;
  row_count: number | null;
  size_bytes: number | null;
  /** The bytes of a small result; null when its rows are in a file. */
  data: Uint8Array<ArrayBuffer> | null;
  /** What those bytes are; null means Parquet. */
  data_format: "cells" | null;
  error_message: string | null;
  /** When it became ready or failed; null until then. */
  settled_at: string | null;
}

/** Runs that were profiled; a row goes with its run. */
export interface QueryRunProfilesTable {
  run_id: string;
  profile_json: string;
}

export interface QueryTables {
  query_runs: QueryRunsTable;
  query_run_profiles: QueryRunProfilesTable;
  results: ResultsTable;
}
