-- state: 'deleting' until everything in the sandbox is gone.
CREATE TABLE sandboxes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  markdown TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'deleting')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX sandboxes_by_workspace ON sandboxes (workspace_id, seq);
