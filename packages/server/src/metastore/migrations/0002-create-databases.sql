-- state: 'creating' until the catalog exists, 'deleting' until its files are gone.
CREATE TABLE databases (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  connection_id TEXT NOT NULL UNIQUE,
  name TEXT,
  -- The name in lower case, which searches look through.
  search_name TEXT NOT NULL,
  default_catalog TEXT NOT NULL,
  default_schema TEXT NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('creating', 'active', 'deleting')),
  expires_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX databases_by_workspace ON databases (workspace_id, seq);
CREATE INDEX databases_by_expiry ON databases (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX databases_unsettled ON databases (state) WHERE state <> 'active';
CREATE UNIQUE INDEX databases_one_default ON databases (workspace_id) WHERE is_default = 1;

CREATE TABLE database_schemas (
  database_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (database_id, name)
) STRICT, WITHOUT ROWID;

-- Declarations; rows and columns of a table that was loaded are in the lake.
CREATE TABLE database_tables (
  database_id TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  name TEXT NOT NULL,
  key_json TEXT,
  partition_by_json TEXT NOT NULL,
  sorted_by_json TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (database_id, schema_name, name),
  FOREIGN KEY (database_id, schema_name)
    REFERENCES database_schemas (database_id, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
