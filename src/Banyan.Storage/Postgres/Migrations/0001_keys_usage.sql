CREATE TABLE revisions (
    name text PRIMARY KEY,
    value bigint NOT NULL
);
INSERT INTO revisions (name, value) VALUES ('api_keys', 1);

CREATE TABLE services (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    description text,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
    created_at timestamptz NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    service_id uuid NOT NULL REFERENCES services (id),
    name text NOT NULL,
    public_id text NOT NULL UNIQUE,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    pepper_version integer NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'service')),
    scopes jsonb NOT NULL,
    allowed_ips jsonb NOT NULL DEFAULT '[]',
    status text NOT NULL CHECK (status IN ('active', 'revoked')),
    parent_id text,
    expires_at timestamptz,
    last_used_at timestamptz,
    replaced_by text,
    created_at timestamptz NOT NULL
);
CREATE INDEX idx_api_keys_service_status ON api_keys (service_id, status);

CREATE TABLE data_keys (
    tenant_id text NOT NULL,
    version integer NOT NULL,
    wrapped bytea NOT NULL,
    kek_id text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);

CREATE TABLE usage_log (
    occurred_at timestamptz NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
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
    uncached bigint NOT NULL CHECK (uncached >= 0),
    cache_read bigint NOT NULL CHECK (cache_read >= 0),
    cache_write_5m bigint NOT NULL CHECK (cache_write_5m >= 0),
    cache_write_1h bigint NOT NULL CHECK (cache_write_1h >= 0),
    audio_in bigint NOT NULL CHECK (audio_in >= 0),
    output bigint NOT NULL CHECK (output >= 0),
    reasoning bigint NOT NULL CHECK (reasoning >= 0),
    audio_out bigint NOT NULL CHECK (audio_out >= 0),
    prompt_tokens bigint NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens bigint NOT NULL CHECK (completion_tokens >= 0),
    total_tokens bigint NOT NULL CHECK (total_tokens >= 0),
    flagged boolean NOT NULL,
    cost_nusd bigint,
    saved_nusd bigint NOT NULL CHECK (saved_nusd >= 0),
    source text NOT NULL CHECK (source IN ('reported', 'estimated')),
    outcome text NOT NULL CHECK (outcome IN ('running', 'succeeded', 'cancelled', 'failed', 'timedout', 'refused', 'truncated', 'lost', 'cached', 'adjusted')),
    failure_code text,
    http_status integer NOT NULL,
    latency_ms integer NOT NULL,
    ttft_ms integer,
    hedge boolean NOT NULL,
    units jsonb,
    PRIMARY KEY (occurred_at, id),
    CHECK (cost_nusd >= 0 OR outcome = 'adjusted')
) PARTITION BY RANGE (occurred_at);
CREATE TABLE usage_log_default PARTITION OF usage_log DEFAULT;
CREATE INDEX idx_usage_log_service_timestamp ON usage_log (service, occurred_at DESC);
CREATE INDEX idx_usage_log_user_timestamp ON usage_log (user_id, occurred_at DESC);
CREATE INDEX idx_usage_log_request ON usage_log (request_id);
