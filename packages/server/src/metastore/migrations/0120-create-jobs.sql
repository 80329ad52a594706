-- Background work. `run_at` is when a pending job may start: later than now after a failed attempt.
-- `payload` is what the job needs to run; it is emptied when the job has ended.
CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  database_id TEXT,
  type TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('pending', 'running', 'succeeded', 'partially_succeeded', 'failed')),
  attempts INTEGER NOT NULL,
  payload TEXT NOT NULL,
  progress_done INTEGER,
  progress_total INTEGER,
  result TEXT,
  error_code TEXT,
  error_message TEXT,
  run_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  completed_at TEXT
) STRICT;

CREATE INDEX jobs_of_workspace ON jobs (workspace_id, seq);
CREATE INDEX jobs_pending ON jobs (workspace_id, seq) WHERE status = 'pending';
CREATE INDEX jobs_unfinished ON jobs (database_id) WHERE completed_at IS NULL;
