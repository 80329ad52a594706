export interface LimitTables {
  workspace_limits: {
    workspace_id: string;
    query_timeout_ms: number | null;
    max_data_bytes: number | null;
    max_result_bytes: number | null;
    max_upload_bytes: number | null;
    max_spill_bytes: number | null;
  };
}
