-- Rate limits that were set while Banyan ran; they stand before the file. The one node counts in memory.
CREATE TABLE rate_limits (
    tenant_id text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('global', 'provider', 'service', 'user', 'feature', 'key')),
    scope_id text NOT NULL,
    requests_per_minute integer CHECK (requests_per_minute > 0),
    tokens_per_minute integer CHECK (tokens_per_minute > 0),
    concurrent integer CHECK (concurrent > 0),
    mode text NOT NULL CHECK (mode IN ('enforce', 'shadow', 'off')),
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    updated_by text NOT NULL,
    revision integer NOT NULL,
    PRIMARY KEY (tenant_id, scope, scope_id)
);
INSERT INTO revisions (name, value) VALUES ('rate_limits', 1);
