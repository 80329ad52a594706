-- What a key may do, and until when. `last_four`: end of the key, to tell keys apart; null for keys
-- that were made before it was kept. A revoked key stays, so that its user is told why it fails.
-- A key ends with its database, as it does with its workspace.
ALTER TABLE api_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN database_id TEXT REFERENCES databases (id) ON DELETE CASCADE;
ALTER TABLE api_keys ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN last_four TEXT;
ALTER TABLE api_keys ADD COLUMN expires_at TEXT;
ALTER TABLE api_keys ADD COLUMN rate_limit_per_minute INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used_at TEXT;
ALTER TABLE api_keys ADD COLUMN revoked_at TEXT;

CREATE INDEX api_keys_of_database ON api_keys (database_id) WHERE database_id IS NOT NULL;
CREATE INDEX api_keys_of_workspace ON api_keys (workspace_id) WHERE workspace_id IS NOT NULL;

-- The database whose key sent the upload; null for keys of whole workspaces.
ALTER TABLE uploads ADD COLUMN database_id TEXT;
