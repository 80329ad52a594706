-- Named texts that users keep with a database.
CREATE TABLE database_contexts (
  database_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (database_id, name)
) STRICT;
