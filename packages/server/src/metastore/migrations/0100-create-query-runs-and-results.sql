CREATE TABLE query_runs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  database_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'succeeded', 'failed', 'cancelled')),
  sql_text TEXT NOT NULL,
  sql_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  completed_at TEXT,
  execution_time_ms INTEGER,
  server_processing_ms INTEGER,
  result_id TEXT,
  row_count INTEGER,
  error_message TEXT,
  trace_id TEXT NOT NULL,
  key_id TEXT NOT NULL
) STRICT;

CREATE INDEX query_runs_of_workspace ON query_runs (workspace_id, seq);
CREATE INDEX query_runs_of_database ON query_runs (database_id, seq) WHERE database_id IS NOT NULL;
CREATE INDEX query_runs_unfinished ON query_runs (seq) WHERE status = 'running';

-- A small result is kept here, a larger one in a file named after its id.
CREATE TABLE results (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  database_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('processing', 'ready', 'failed')),
  created_at TEXT NOT NULL,
  columns_json TEXT,
  row_count INTEGER,
  size_bytes INTEGER,
  data BLOB,
  error_message TEXT
) STRICT;

CREATE INDEX results_of_workspace ON results (workspace_id, seq);
CREATE INDEX results_of_database ON results (database_id, seq) WHERE database_id IS NOT NULL;
CREATE INDEX results_unfinished ON results (seq) WHERE status = 'processing';
