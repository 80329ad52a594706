-- Loads that a repeated request must find again: those of uploads, those with an idempotency key and
-- those that a job does. A load is under way until it has a response; a failed one is removed.
-- `request_json`: the request, for the job that does it; `data_file` has the rows sent with it.
ALTER TABLE loads RENAME TO former_loads;

CREATE TABLE loads (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  database_id TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  mode TEXT NOT NULL,
  key_json TEXT,
  idempotency_key TEXT,
  request_hash TEXT NOT NULL,
  request_json TEXT,
  data_file TEXT,
  job_id TEXT,
  response TEXT,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX loads_by_idempotency_key ON loads (workspace_id, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
CREATE INDEX loads_of_database ON loads (database_id);
CREATE INDEX loads_under_way ON loads (id) WHERE response IS NULL;

CREATE TABLE load_uploads (
  upload_id TEXT PRIMARY KEY,
  load_id TEXT NOT NULL REFERENCES loads (id) ON DELETE CASCADE,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX load_uploads_of_load ON load_uploads (load_id, position);

INSERT INTO loads
SELECT former_loads.upload_id, uploads.workspace_id,
  json_extract(former_loads.response, '$.connection_id'), former_loads.database_id,
  former_loads.schema_name, former_loads.table_name, former_loads.mode, NULL, NULL, '', NULL, NULL, NULL,
  former_loads.response, former_loads.created_at
FROM former_loads JOIN uploads ON uploads.id = former_loads.upload_id;

INSERT INTO load_uploads SELECT id, id, 0 FROM loads;

DROP TABLE former_loads;
