-- The answer of each load by upload, for requests that are repeated.
CREATE TABLE loads (
  upload_id TEXT PRIMARY KEY,
  database_id TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  mode TEXT NOT NULL,
  response TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
