-- Outside sources. `catalog_name` is the name as SQL folds it; `secret_id` may name a secret that was
-- deleted, its value belongs into `secret_field` of the configuration; 'deleting' until all files are gone.
CREATE TABLE connections (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL,
  catalog_name TEXT NOT NULL,
  source_type TEXT NOT NULL,
  config_json TEXT NOT NULL,
  secret_id TEXT,
  secret_field TEXT,
  read_mode TEXT NOT NULL CHECK (read_mode IN ('cached', 'live')),
  refresh_seconds INTEGER,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'deleting')),
  created_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX connections_by_name ON connections (workspace_id, catalog_name)
  WHERE state = 'active';
CREATE INDEX connections_by_workspace ON connections (workspace_id, seq);

-- Tables of a source as they were discovered, under the source's own names, and what is copied of them.
CREATE TABLE connection_tables (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  key_json TEXT NOT NULL,
  estimated_rows INTEGER,
  synced_at TEXT,
  refresh_seconds INTEGER,
  cursor_column TEXT,
  cursor_value TEXT,
  PRIMARY KEY (connection_id, schema_name, table_name)
) STRICT;

CREATE INDEX connection_tables_by_folded_name
  ON connection_tables (connection_id, lower(schema_name), lower(table_name));
CREATE INDEX connection_tables_synced ON connection_tables (connection_id) WHERE synced_at IS NOT NULL;

-- Sources that a database's statements may read beside its own tables.
CREATE TABLE connection_attachments (
  database_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  alias TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (database_id, connection_id),
  UNIQUE (database_id, alias)
) STRICT, WITHOUT ROWID;

CREATE INDEX connection_attachments_of_connection ON connection_attachments (connection_id);
