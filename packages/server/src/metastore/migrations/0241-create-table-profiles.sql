-- The newest profile of each table that was asked for, and what state of the table it describes.
CREATE TABLE table_profiles (
  database_id TEXT NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  version TEXT NOT NULL,
  profile_json TEXT NOT NULL,
  PRIMARY KEY (database_id, schema_name, table_name)
) STRICT, WITHOUT ROWID;

-- A profile holds values of its table: it must not outlive it, nor stay under an old name.
CREATE TRIGGER table_profiles_of_dropped AFTER DELETE ON database_tables BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.database_id
    AND schema_name = OLD.schema_name AND table_name = OLD.name;
END;

CREATE TRIGGER table_profiles_of_renamed AFTER UPDATE OF schema_name, name ON database_tables BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.database_id
    AND schema_name = OLD.schema_name AND table_name = OLD.name;
END;
