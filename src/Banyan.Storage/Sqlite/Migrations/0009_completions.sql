CREATE TABLE kept_conversations (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    service text NOT NULL,
    user_id text,
    title text,
    metadata text NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
    message_count integer NOT NULL DEFAULT 0 CHECK (message_count >= 0),
    total_tokens integer NOT NULL DEFAULT 0 CHECK (total_tokens >= 0),
    total_cost_nusd integer NOT NULL DEFAULT 0 CHECK (total_cost_nusd >= 0),
    truncations integer NOT NULL DEFAULT 0 CHECK (truncations >= 0),
    summary text,
    summary_upto integer NOT NULL DEFAULT 0 CHECK (summary_upto >= 0),
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    expires_at integer NOT NULL
);
CREATE INDEX idx_kept_conversations_user ON kept_conversations (tenant_id, service, user_id, updated_at DESC);
CREATE INDEX idx_kept_conversations_service ON kept_conversations (tenant_id, service, updated_at DESC);
CREATE INDEX idx_kept_conversations_expiry ON kept_conversations (expires_at);

CREATE TABLE kept_messages (
    tenant_id text NOT NULL,
    conversation_id text NOT NULL REFERENCES kept_conversations (id) ON DELETE CASCADE,
    sequence integer NOT NULL CHECK (sequence > 0),
    role text NOT NULL CHECK (role IN ('system', 'user', 'assistant', 'tool')),
    content text NOT NULL,
    parts text CHECK (parts IS NULL OR json_valid(parts)),
    tool_calls text CHECK (tool_calls IS NULL OR json_valid(tool_calls)),
    tool_call_id text,
    name text,
    client_message_id text,
    tokens integer NOT NULL CHECK (tokens >= 0),
    request_id text,
    is_incomplete integer NOT NULL CHECK (is_incomplete IN (0, 1)),
    created_at integer NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);
CREATE UNIQUE INDEX idx_kept_messages_client ON kept_messages (conversation_id, client_message_id, role) WHERE client_message_id IS NOT NULL;

CREATE TABLE stored_responses (
    tenant_id text NOT NULL,
    id text NOT NULL,
    service text NOT NULL,
    user_id text,
    previous_id text,
    input text NOT NULL CHECK (json_valid(input)),
    response text NOT NULL CHECK (json_valid(response)),
    created_at integer NOT NULL,
    expires_at integer NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX idx_stored_responses_expiry ON stored_responses (expires_at);

CREATE TABLE idempotency_keys (
    tenant_id text NOT NULL,
    service text NOT NULL,
    key_hash text NOT NULL,
    body_hash text NOT NULL,
    request_id text NOT NULL,
    answer text CHECK (answer IS NULL OR json_valid(answer)),
    created_at integer NOT NULL,
    held_until integer NOT NULL,
    expires_at integer NOT NULL,
    PRIMARY KEY (tenant_id, service, key_hash)
);
CREATE INDEX idx_idempotency_keys_expiry ON idempotency_keys (expires_at);

CREATE TABLE completion_requests (
    id text NOT NULL,
    created_at integer NOT NULL,
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
    conversation_id text,
    parent_id text,
    model_preference text NOT NULL,
    messages text CHECK (messages IS NULL OR json_valid(messages)),
    variables text CHECK (variables IS NULL OR json_valid(variables)),
    options text CHECK (options IS NULL OR json_valid(options)),
    metadata text CHECK (metadata IS NULL OR json_valid(metadata)),
    tags text CHECK (tags IS NULL OR json_valid(tags)),
    estimated_tokens integer NOT NULL CHECK (estimated_tokens >= 0),
    idempotency_key text,
    trace_id text,
    outcome text NOT NULL,
    PRIMARY KEY (id, created_at)
);
CREATE INDEX idx_completion_requests_service_created ON completion_requests (requested_by_service, created_at DESC);
CREATE INDEX idx_completion_requests_created ON completion_requests (tenant_id, created_at DESC);

CREATE TABLE completion_responses (
    request_id text NOT NULL,
    request_at integer NOT NULL,
    tenant_id text NOT NULL,
    provider_id text,
    model_id text,
    response text CHECK (response IS NULL OR json_valid(response)),
    finish_reason text,
    prompt_tokens integer NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens integer NOT NULL CHECK (completion_tokens >= 0),
    total_tokens integer NOT NULL CHECK (total_tokens >= 0),
    latency_ms integer NOT NULL,
    ttft_ms integer,
    overhead_us integer NOT NULL,
    cost_nusd integer CHECK (cost_nusd >= 0),
    cached integer NOT NULL CHECK (cached IN (0, 1)),
    cache_level text,
    decision text CHECK (decision IS NULL OR json_valid(decision)),
    completed_at integer NOT NULL,
    PRIMARY KEY (request_id, request_at),
    FOREIGN KEY (request_id, request_at) REFERENCES completion_requests (id, created_at) ON DELETE CASCADE
);
CREATE INDEX idx_completion_responses_model_completed ON completion_responses (model_id, completed_at DESC);

CREATE TABLE completion_errors (
    request_id text NOT NULL,
    request_at integer NOT NULL,
    tenant_id text NOT NULL,
    error_type text NOT NULL,
    code text NOT NULL,
    error_message text NOT NULL,
    retry_count integer NOT NULL CHECK (retry_count >= 0),
    provider_id text,
    model_id text,
    occurred_at integer NOT NULL,
    PRIMARY KEY (request_id, request_at),
    FOREIGN KEY (request_id, request_at) REFERENCES completion_requests (id, created_at) ON DELETE CASCADE
);
