-- Catalogs that a database's statements may read beside its own, and under which name.
CREATE TABLE database_attachments (
  database_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  attached_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  alias TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (database_id, attached_id),
  UNIQUE (database_id, alias)
) STRICT, WITHOUT ROWID;

CREATE INDEX database_attachments_of_attached ON database_attachments (attached_id);
