-- Changes of names and tables that are being made in a catalog and in the declarations. One that is
-- still here when the server starts is carried out to its end.
CREATE TABLE structure_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  database_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  change_json TEXT NOT NULL
) STRICT;

CREATE INDEX structure_changes_of_database ON structure_changes (database_id);
