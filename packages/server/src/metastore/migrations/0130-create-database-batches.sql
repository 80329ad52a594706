-- Databases made by one request. `next_index` is the first one that is not made yet.
CREATE TABLE database_batches (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  job_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  next_index INTEGER NOT NULL,
  name_template TEXT,
  default_catalog TEXT,
  default_schema TEXT,
  schemas_json TEXT NOT NULL,
  expires_at TEXT,
  idempotency_key TEXT,
  cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX database_batches_by_key ON database_batches (workspace_id, idempotency_key)
  WHERE idempotency_key IS NOT NULL;

ALTER TABLE databases ADD COLUMN batch_id TEXT REFERENCES database_batches (id) ON DELETE SET NULL;

CREATE INDEX databases_by_batch ON databases (batch_id, id) WHERE batch_id IS NOT NULL;
