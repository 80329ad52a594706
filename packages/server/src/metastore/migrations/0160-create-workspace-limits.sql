-- NULL: no limit but the server's own.
CREATE TABLE workspace_limits (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  query_timeout_ms INTEGER,
  max_data_bytes INTEGER,
  max_result_bytes INTEGER,
  max_upload_bytes INTEGER,
  max_spill_bytes INTEGER
) STRICT, WITHOUT ROWID;
