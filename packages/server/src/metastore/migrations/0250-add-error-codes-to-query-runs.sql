-- Runs from before have none.
ALTER TABLE query_runs ADD COLUMN error_code TEXT;
