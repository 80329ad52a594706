-- Of which revision of its connection a copy is; null for commits that an earlier version began.
ALTER TABLE copy_commits ADD COLUMN revision INTEGER;
