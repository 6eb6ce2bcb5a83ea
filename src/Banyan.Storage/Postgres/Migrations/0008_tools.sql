INSERT INTO revisions (name, value) VALUES ('tools', 1), ('notifications', 1);

CREATE TABLE tools (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    category text NOT NULL,
    input_schema text NOT NULL,
    output_schema text,
    executor text NOT NULL CHECK (executor IN ('builtin', 'http', 'mcp', 'intent')),
    executor_service text,
    executor_endpoint text,
    auth_ref text,
    effect text NOT NULL CHECK (effect IN ('read', 'write', 'destructive')),
    idempotent boolean NOT NULL,
    timeout_ms integer NOT NULL CHECK (timeout_ms > 0),
    retries integer NOT NULL CHECK (retries BETWEEN 0 AND 2),
    retry_delay_ms integer NOT NULL,
    retry_factor double precision NOT NULL,
    enabled boolean NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text,
    UNIQUE (tenant_id, name)
);

CREATE TABLE tool_executions (
    executed_at timestamptz NOT NULL,
    id uuid NOT NULL,
    tenant_id text NOT NULL,
    completion_request_id uuid,
    tool_id uuid,
    tool text NOT NULL,
    service text NOT NULL,
    user_id text,
    call_id text NOT NULL,
    turn integer NOT NULL,
    input text,
    output text,
    status text NOT NULL CHECK (status IN ('ok', 'error', 'timeout', 'denied', 'invalid')),
    error text,
    attempts integer NOT NULL,
    latency_ms integer NOT NULL CHECK (latency_ms >= 0),
    PRIMARY KEY (executed_at, id)
) PARTITION BY RANGE (executed_at);
CREATE TABLE tool_executions_default PARTITION OF tool_executions DEFAULT;
CREATE INDEX idx_tool_execution_request ON tool_executions (completion_request_id);
CREATE INDEX idx_tool_execution_id ON tool_executions (tenant_id, id DESC);

CREATE TABLE mcp_servers (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    auth_ref text,
    trusted boolean NOT NULL,
    prefix text NOT NULL,
    enabled boolean NOT NULL,
    tools_hash text,
    problem text,
    last_listed_at timestamptz,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text,
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, prefix)
);

CREATE TABLE mcp_tools (
    tenant_id text NOT NULL,
    server_id uuid NOT NULL REFERENCES mcp_servers (id) ON DELETE CASCADE,
    name text NOT NULL,
    approved boolean NOT NULL,
    definition text NOT NULL,
    definition_hash text NOT NULL,
    PRIMARY KEY (server_id, name, approved)
);

CREATE TABLE tool_turns (
    tenant_id text NOT NULL,
    call_key text NOT NULL,
    turn text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, call_key)
);
CREATE INDEX idx_tool_turns_expires ON tool_turns (expires_at);

CREATE TABLE tool_notifications (
    tenant_id text NOT NULL,
    notice_key text NOT NULL,
    caller text NOT NULL,
    sent_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, notice_key)
);
CREATE INDEX idx_tool_notifications_caller ON tool_notifications (tenant_id, caller, sent_at);
