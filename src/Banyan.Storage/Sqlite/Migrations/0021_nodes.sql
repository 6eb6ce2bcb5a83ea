-- Processes of the service, as they say themselves.
CREATE TABLE nodes (
    id text PRIMARY KEY,
    name text NOT NULL,
    started_at integer NOT NULL,
    requests_per_second real NOT NULL CHECK (requests_per_second >= 0),
    active integer NOT NULL CHECK (active >= 0),
    catalog_version integer NOT NULL,
    last_seen_at integer NOT NULL
);

-- Later turns of a tool loop are found by the ask that began it.
CREATE INDEX idx_completion_requests_parent ON completion_requests (parent_id) WHERE parent_id IS NOT NULL;
