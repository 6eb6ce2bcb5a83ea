CREATE TABLE revisions (
    name text PRIMARY KEY,
    value integer NOT NULL
);
INSERT INTO revisions (name, value) VALUES ('api_keys', 1);

CREATE TABLE services (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    description text,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
    created_at integer NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE api_keys (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    service_id text NOT NULL REFERENCES services (id),
    name text NOT NULL,
    public_id text NOT NULL UNIQUE,
    hash blob NOT NULL CHECK (length(hash) = 32),
    pepper_version integer NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'service')),
    scopes text NOT NULL CHECK (json_valid(scopes)),
    allowed_ips text NOT NULL DEFAULT '[]' CHECK (json_valid(allowed_ips)),
    status text NOT NULL CHECK (status IN ('active', 'revoked')),
    parent_id text,
    expires_at integer,
    last_used_at integer,
    replaced_by text,
    created_at integer NOT NULL
);
CREATE INDEX idx_api_keys_service_status ON api_keys (service_id, status);

CREATE TABLE data_keys (
    tenant_id text NOT NULL,
    version integer NOT NULL,
    wrapped blob NOT NULL,
    kek_id text NOT NULL,
    created_at integer NOT NULL,
    PRIMARY KEY (tenant_id, version)
);

CREATE TABLE usage_log (
    occurred_at integer NOT NULL,
    id text NOT NULL,
    request_id text NOT NULL,
    attempt_no integer NOT NULL,
    tenant_id text NOT NULL,
    service text NOT NULL,
    user_id text,
    feature text,
    team text,
    api_key_id text NOT NULL,
    door text NOT NULL,
    provider_id text,
    credential_id text,
    model_id text,
    price_id text,
    uncached integer NOT NULL CHECK (uncached >= 0),
    cache_read integer NOT NULL CHECK (cache_read >= 0),
    cache_write_5m integer NOT NULL CHECK (cache_write_5m >= 0),
    cache_write_1h integer NOT NULL CHECK (cache_write_1h >= 0),
    audio_in integer NOT NULL CHECK (audio_in >= 0),
    output integer NOT NULL CHECK (output >= 0),
    reasoning integer NOT NULL CHECK (reasoning >= 0),
    audio_out integer NOT NULL CHECK (audio_out >= 0),
    prompt_tokens integer NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens integer NOT NULL CHECK (completion_tokens >= 0),
    total_tokens integer NOT NULL CHECK (total_tokens >= 0),
    flagged integer NOT NULL CHECK (flagged IN (0, 1)),
    cost_nusd integer,
    saved_nusd integer NOT NULL CHECK (saved_nusd >= 0),
    source text NOT NULL CHECK (source IN ('reported', 'estimated')),
    outcome text NOT NULL CHECK (outcome IN ('running', 'succeeded', 'cancelled', 'failed', 'timedout', 'refused', 'truncated', 'lost', 'cached', 'adjusted')),
    failure_code text,
    http_status integer NOT NULL,
    latency_ms integer NOT NULL,
    ttft_ms integer,
    hedge integer NOT NULL CHECK (hedge IN (0, 1)),
    units text CHECK (units IS NULL OR json_valid(units)),
    PRIMARY KEY (occurred_at, id),
    CHECK (cost_nusd >= 0 OR outcome = 'adjusted')
);
CREATE INDEX idx_usage_log_service_timestamp ON usage_log (service, occurred_at DESC);
CREATE INDEX idx_usage_log_user_timestamp ON usage_log (user_id, occurred_at DESC);
CREATE INDEX idx_usage_log_request ON usage_log (request_id);
