-- Tables that belong to a workspace, not to a database. source_json is what a refresh needs.
CREATE TABLE datasets (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  label TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  source_json TEXT NOT NULL,
  latest_version INTEGER NOT NULL,
  pinned_version INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (workspace_id, schema_name, table_name)
) STRICT;

CREATE INDEX datasets_by_label ON datasets (workspace_id, label, id);

-- The rows of each are in a file named after its id. job_id: the job that made it, if any.
CREATE TABLE dataset_versions (
  id TEXT NOT NULL PRIMARY KEY,
  dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  workspace_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  source_type TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  job_id TEXT UNIQUE,
  created_at TEXT NOT NULL,
  UNIQUE (dataset_id, version)
) STRICT;

CREATE INDEX dataset_versions_of_workspace ON dataset_versions (workspace_id, size_bytes);
