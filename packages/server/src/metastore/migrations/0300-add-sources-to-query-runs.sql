-- Tables of connections that a run read, as a JSON list; null where it read none. No reference: the
-- history outlives a connection.
ALTER TABLE query_runs ADD COLUMN sources_json TEXT;
