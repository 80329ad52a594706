-- Values are encrypted with a key of their own, which is encrypted with the server's key.
-- made_by: the id of the resource that the secret was made for; it goes with it.
CREATE TABLE secrets (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  made_by TEXT,
  wrapped_key BLOB NOT NULL,
  sealed_value BLOB NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (workspace_id, name)
) STRICT;

CREATE INDEX secrets_made_by ON secrets (made_by) WHERE made_by IS NOT NULL;

-- Which key the server's is: its number, and a known text encrypted with it. One row.
CREATE TABLE secret_key (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL,
  proof BLOB NOT NULL,
  since TEXT NOT NULL
) STRICT;
