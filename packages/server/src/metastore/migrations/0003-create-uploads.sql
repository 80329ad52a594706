-- status: 'open' while a session receives bytes, 'finalizing' while it is put together,
-- then 'pending', 'processing' (claimed by a load) and 'consumed'.
CREATE TABLE uploads (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  mode TEXT NOT NULL CHECK (mode IN ('raw', 'single', 'multipart')),
  status TEXT NOT NULL CHECK (status IN ('open', 'finalizing', 'pending', 'processing', 'consumed')),
  size_bytes INTEGER,
  declared_size_bytes INTEGER,
  part_size_bytes INTEGER,
  content_type TEXT,
  content_encoding TEXT,
  filename TEXT,
  checksum_sha256 TEXT,
  finalize_token_hash TEXT,
  expires_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX uploads_by_workspace ON uploads (workspace_id, seq);
CREATE INDEX uploads_by_expiry ON uploads (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE upload_parts (
  upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
  part_number INTEGER NOT NULL,
  object_key TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  PRIMARY KEY (upload_id, part_number)
) STRICT, WITHOUT ROWID;
