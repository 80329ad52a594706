-- secret_id: the secret that has the provider's key; it may be deleted by now.
CREATE TABLE embedding_providers (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  provider_type TEXT NOT NULL,
  config_json TEXT,
  secret_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (workspace_id, name)
) STRICT;

-- Since when this installation has the provider of its settings.
INSERT INTO settings (name, value)
VALUES ('system_embedding_provider_since', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
