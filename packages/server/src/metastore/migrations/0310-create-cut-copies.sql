-- Parts of copies that were cut: their rows lie in data files, in a folder named after `id`. Another
-- attempt may take them over while both bases are what they were, and the source says that they still hold.
CREATE TABLE cut_copies (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  read_basis TEXT NOT NULL,
  write_basis TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (connection_id, schema_name, table_name),
  FOREIGN KEY (connection_id, schema_name, table_name)
    REFERENCES connection_tables (connection_id, schema_name, table_name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE cut_copy_parts (
  copy_id TEXT NOT NULL REFERENCES cut_copies (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  mark TEXT NOT NULL,
  files_json TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (copy_id, number)
) STRICT, WITHOUT ROWID;

-- Nobody could go on with them.
CREATE TRIGGER cut_copies_of_changed_connections AFTER UPDATE OF revision ON connections
WHEN NEW.revision <> OLD.revision BEGIN
  DELETE FROM cut_copies WHERE connection_id = OLD.id;
END;

CREATE TRIGGER cut_copies_of_changed_tables AFTER UPDATE OF columns_json ON connection_tables
WHEN NEW.columns_json <> OLD.columns_json BEGIN
  DELETE FROM cut_copies WHERE connection_id = OLD.connection_id
    AND schema_name = OLD.schema_name AND table_name = OLD.table_name;
END;
