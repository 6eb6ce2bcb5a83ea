CREATE TABLE kept_conversations (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    service text NOT NULL,
    user_id text,
    title text,
    metadata text NOT NULL DEFAULT '{}',
    message_count integer NOT NULL DEFAULT 0 CHECK (message_count >= 0),
    total_tokens bigint NOT NULL DEFAULT 0 CHECK (total_tokens >= 0),
    total_cost_nusd bigint NOT NULL DEFAULT 0 CHECK (total_cost_nusd >= 0),
    truncations integer NOT NULL DEFAULT 0 CHECK (truncations >= 0),
    summary text,
    summary_upto integer NOT NULL DEFAULT 0 CHECK (summary_upto >= 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX idx_kept_conversations_user ON kept_conversations (tenant_id, service, user_id, updated_at DESC);
CREATE INDEX idx_kept_conversations_service ON kept_conversations (tenant_id, service, updated_at DESC);
CREATE INDEX idx_kept_conversations_expiry ON kept_conversations (expires_at);

CREATE TABLE kept_messages (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL REFERENCES kept_conversations (id) ON DELETE CASCADE,
    sequence integer NOT NULL CHECK (sequence > 0),
    role text NOT NULL CHECK (role IN ('system', 'user', 'assistant', 'tool')),
    content text NOT NULL,
    parts text,
    tool_calls text,
    tool_call_id text,
    name text,
    client_message_id text,
    tokens integer NOT NULL CHECK (tokens >= 0),
    request_id uuid,
    is_incomplete boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);
CREATE UNIQUE INDEX idx_kept_messages_client ON kept_messages (conversation_id, client_message_id, role) WHERE client_message_id IS NOT NULL;

CREATE TABLE stored_responses (
    tenant_id text NOT NULL,
    id text NOT NULL,
    service text NOT NULL,
    user_id text,
    previous_id text,
    input text NOT NULL,
    response text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX idx_stored_responses_expiry ON stored_responses (expires_at);

CREATE TABLE idempotency_keys (
    tenant_id text NOT NULL,
    service text NOT NULL,
    key_hash text NOT NULL,
    body_hash text NOT NULL,
    request_id uuid NOT NULL,
    answer text,
    created_at timestamptz NOT NULL,
    held_until timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, service, key_hash)
);
CREATE INDEX idx_idempotency_keys_expiry ON idempotency_keys (expires_at);

CREATE TABLE completion_requests (
    id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    tenant_id text NOT NULL,
    requested_by_service text NOT NULL,
    requested_by_user text,
    feature text,
    team text,
    api_key_id text NOT NULL,
    door text NOT NULL,
    dialect text NOT NULL,
    operation text NOT NULL,
    prompt_id text,
    prompt_version_id text,
    variant text,
    conversation_id uuid,
    parent_id uuid,
    model_preference text NOT NULL,
    messages text,
    variables text,
    options text,
    metadata text,
    tags text,
    estimated_tokens integer NOT NULL CHECK (estimated_tokens >= 0),
    idempotency_key text,
    trace_id text,
    outcome text NOT NULL,
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE completion_requests_default PARTITION OF completion_requests DEFAULT;
CREATE INDEX idx_completion_requests_service_created ON completion_requests (requested_by_service, created_at DESC);
CREATE INDEX idx_completion_requests_created ON completion_requests (tenant_id, created_at DESC);

CREATE TABLE completion_responses (
    request_id uuid NOT NULL,
    request_at timestamptz NOT NULL,
    tenant_id text NOT NULL,
    provider_id text,
    model_id text,
    response text,
    finish_reason text,
    prompt_tokens bigint NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens bigint NOT NULL CHECK (completion_tokens >= 0),
    total_tokens bigint NOT NULL CHECK (total_tokens >= 0),
    latency_ms integer NOT NULL,
    ttft_ms integer,
    overhead_us bigint NOT NULL,
    cost_nusd bigint CHECK (cost_nusd >= 0),
    cached boolean NOT NULL,
    cache_level text,
    decision text,
    completed_at timestamptz NOT NULL,
    PRIMARY KEY (request_id, request_at),
    FOREIGN KEY (request_id, request_at) REFERENCES completion_requests (id, created_at) ON DELETE CASCADE
) PARTITION BY RANGE (request_at);
CREATE TABLE completion_responses_default PARTITION OF completion_responses DEFAULT;
CREATE INDEX idx_completion_responses_model_completed ON completion_responses (model_id, completed_at DESC);

CREATE TABLE completion_errors (
    request_id uuid NOT NULL,
    request_at timestamptz NOT NULL,
    tenant_id text NOT NULL,
    error_type text NOT NULL,
    code text NOT NULL,
    error_message text NOT NULL,
    retry_count integer NOT NULL CHECK (retry_count >= 0),
    provider_id text,
    model_id text,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (request_id, request_at),
    FOREIGN KEY (request_id, request_at) REFERENCES completion_requests (id, created_at) ON DELETE CASCADE
) PARTITION BY RANGE (request_at);
CREATE TABLE completion_errors_default PARTITION OF completion_errors DEFAULT;
