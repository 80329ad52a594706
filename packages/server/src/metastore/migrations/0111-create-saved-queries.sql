CREATE TABLE saved_queries (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  tags_json TEXT NOT NULL,
  latest_version INTEGER NOT NULL,
  category_override TEXT,
  table_size_override TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_queries_by_name ON saved_queries (workspace_id, name, id);

-- classification_json is null when the statement could not be read.
CREATE TABLE saved_query_versions (
  saved_query_id TEXT NOT NULL REFERENCES saved_queries (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  sql_text TEXT NOT NULL,
  sql_hash TEXT NOT NULL,
  classification_json TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (saved_query_id, version)
) STRICT;
