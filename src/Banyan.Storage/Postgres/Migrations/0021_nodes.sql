-- Processes of the service, as they say themselves.
CREATE TABLE nodes (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    started_at timestamptz NOT NULL,
    requests_per_second double precision NOT NULL CHECK (requests_per_second >= 0),
    active integer NOT NULL CHECK (active >= 0),
    catalog_version bigint NOT NULL,
    last_seen_at timestamptz NOT NULL
);

-- Later turns of a tool loop are found by the ask that began it.
CREATE INDEX idx_completion_requests_parent ON completion_requests (parent_id) WHERE parent_id IS NOT NULL;
