-- Where runs that asked for it spent their time.
CREATE TABLE query_run_profiles (
  run_id TEXT PRIMARY KEY REFERENCES query_runs (id) ON DELETE CASCADE,
  profile_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
