-- No reference: the history outlives a sandbox.
ALTER TABLE query_runs ADD COLUMN sandbox_id TEXT;
CREATE INDEX query_runs_of_sandbox ON query_runs (sandbox_id, seq) WHERE sandbox_id IS NOT NULL;
