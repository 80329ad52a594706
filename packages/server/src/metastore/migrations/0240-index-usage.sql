-- Usage is summed up from these alone, without looking at the rows.
CREATE INDEX query_runs_usage ON query_runs (workspace_id, created_at, status, bytes_scanned);
CREATE INDEX results_usage ON results (workspace_id, status, size_bytes);
