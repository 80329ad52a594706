-- Who did what. Workspaces and keys in it may be gone by now.
CREATE TABLE audit_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  key_id TEXT,
  workspace_id TEXT,
  operation TEXT NOT NULL,
  target_json TEXT NOT NULL,
  outcome TEXT NOT NULL,
  request_id TEXT
) STRICT;

CREATE INDEX audit_events_workspace ON audit_events (workspace_id, seq);
CREATE INDEX audit_events_created_at ON audit_events (created_at);
