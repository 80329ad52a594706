-- What is old enough to be forgotten is found without looking at the rest.
CREATE INDEX jobs_ended ON jobs (completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX loads_settled ON loads (created_at) WHERE response IS NOT NULL;
