-- Indexes of tables and of datasets. Their files are no part of it: they can be made again.
CREATE TABLE table_indexes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  database_id TEXT REFERENCES databases (id) ON DELETE CASCADE,
  schema_name TEXT,
  table_name TEXT,
  dataset_id TEXT REFERENCES datasets (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  type TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  metric TEXT,
  analysis_json TEXT,
  embedded_json TEXT,
  description TEXT,
  status TEXT NOT NULL,
  job_id TEXT,
  row_count INTEGER,
  unmerged_row_count INTEGER,
  size_bytes INTEGER,
  dimensions INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((database_id IS NULL) <> (dataset_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX table_indexes_by_table
  ON table_indexes (database_id, schema_name, table_name, name) WHERE database_id IS NOT NULL;
CREATE UNIQUE INDEX table_indexes_by_dataset
  ON table_indexes (dataset_id, name) WHERE dataset_id IS NOT NULL;
CREATE INDEX table_indexes_by_workspace ON table_indexes (workspace_id, seq);

-- Indexes whose files are still to be removed.
CREATE TABLE removed_indexes (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  database_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER table_indexes_removed AFTER DELETE ON table_indexes WHEN OLD.type <> 'sorted' BEGIN
  INSERT INTO removed_indexes (id, workspace_id, database_id)
    VALUES (OLD.id, OLD.workspace_id, OLD.database_id);
END;
