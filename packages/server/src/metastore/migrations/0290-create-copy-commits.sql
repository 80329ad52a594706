-- Copies of outside tables whose rows are about to be published: after a crash, the catalog tells
-- whether they were. `load_id` is what the catalog knows the commit by.
CREATE TABLE copy_commits (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  load_id TEXT NOT NULL,
  synced_at TEXT NOT NULL,
  cursor_column TEXT,
  cursor_value TEXT,
  PRIMARY KEY (connection_id, schema_name, table_name)
) STRICT, WITHOUT ROWID;
