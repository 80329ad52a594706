ALTER TABLE query_runs ADD COLUMN rows_scanned INTEGER;
ALTER TABLE query_runs ADD COLUMN bytes_scanned INTEGER;
ALTER TABLE query_runs ADD COLUMN warning_message TEXT;
-- No references: the history outlives a saved query.
ALTER TABLE query_runs ADD COLUMN saved_query_id TEXT;
ALTER TABLE query_runs ADD COLUMN saved_query_version INTEGER;
CREATE INDEX query_runs_of_saved_query ON query_runs (saved_query_id, seq)
  WHERE saved_query_id IS NOT NULL;

-- When the result became ready or failed; its retention counts from then.
ALTER TABLE results ADD COLUMN settled_at TEXT;
UPDATE results SET settled_at = created_at WHERE status <> 'processing';
CREATE INDEX results_settled ON results (settled_at) WHERE settled_at IS NOT NULL;
