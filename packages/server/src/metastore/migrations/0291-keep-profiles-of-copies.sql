-- Copies of outside tables have profiles, too; they are kept under the ids of connections.
DROP TRIGGER table_profiles_of_dropped;
DROP TRIGGER table_profiles_of_renamed;
CREATE TABLE kept_profiles (
  database_id TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  version TEXT NOT NULL,
  profile_json TEXT NOT NULL,
  PRIMARY KEY (database_id, schema_name, table_name)
) STRICT, WITHOUT ROWID;
INSERT INTO kept_profiles SELECT database_id, schema_name, table_name, version, profile_json
  FROM table_profiles;
DROP TABLE table_profiles;
ALTER TABLE kept_profiles RENAME TO table_profiles;

-- A profile holds values of its table: it must not outlive it, nor stay under an old name.
CREATE TRIGGER table_profiles_of_dropped AFTER DELETE ON database_tables BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.database_id
    AND schema_name = OLD.schema_name AND table_name = OLD.name;
END;

CREATE TRIGGER table_profiles_of_renamed AFTER UPDATE OF schema_name, name ON database_tables BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.database_id
    AND schema_name = OLD.schema_name AND table_name = OLD.name;
END;

CREATE TRIGGER table_profiles_of_databases AFTER DELETE ON databases BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.id;
END;

CREATE TRIGGER table_profiles_of_connections AFTER DELETE ON connections BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.id;
END;

CREATE TRIGGER table_profiles_of_purged AFTER UPDATE OF synced_at ON connection_tables
WHEN NEW.synced_at IS NULL BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.connection_id
    AND schema_name = lower(OLD.schema_name) AND table_name = lower(OLD.table_name);
END;

CREATE TRIGGER table_profiles_of_forgotten AFTER DELETE ON connection_tables BEGIN
  DELETE FROM table_profiles WHERE database_id = OLD.connection_id
    AND schema_name = lower(OLD.schema_name) AND table_name = lower(OLD.table_name);
END;
