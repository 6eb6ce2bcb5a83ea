CREATE TABLE prompt_revisions (
    tenant_id text PRIMARY KEY,
    revision bigint NOT NULL
);

CREATE TABLE prompts (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    description text,
    tags json NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    archived_at timestamptz,
    revision integer NOT NULL,
    UNIQUE (tenant_id, name)
);
CREATE INDEX idx_prompts_category ON prompts (tenant_id, category);

CREATE TABLE prompt_versions (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    prompt_id uuid NOT NULL REFERENCES prompts (id),
    version integer NOT NULL CHECK (version > 0),
    status text NOT NULL CHECK (status IN ('draft', 'active', 'deprecated')),
    template text NOT NULL,
    messages json,
    variables json NOT NULL,
    config json,
    model_requirements json,
    metadata json,
    content_hash text NOT NULL,
    note text,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    published_at timestamptz,
    published_by text,
    UNIQUE (prompt_id, version)
);
CREATE UNIQUE INDEX idx_prompt_versions_active ON prompt_versions (prompt_id) WHERE status = 'active';

CREATE TABLE prompt_labels (
    tenant_id text NOT NULL,
    prompt_id uuid NOT NULL REFERENCES prompts (id),
    label text NOT NULL,
    version_id uuid NOT NULL REFERENCES prompt_versions (id),
    is_protected boolean NOT NULL,
    moved_by text NOT NULL,
    moved_at timestamptz NOT NULL,
    PRIMARY KEY (prompt_id, label)
);

CREATE TABLE prompt_approvals (
    tenant_id text NOT NULL,
    version_id uuid NOT NULL REFERENCES prompt_versions (id),
    approved_by text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (version_id, approved_by)
);

CREATE TABLE prompt_metrics (
    tenant_id text NOT NULL,
    version_id uuid NOT NULL,
    hour timestamptz NOT NULL,
    calls bigint NOT NULL,
    failures bigint NOT NULL,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cost_nusd bigint NOT NULL,
    latency_ms bigint NOT NULL,
    tool_calls bigint NOT NULL,
    PRIMARY KEY (version_id, hour)
);

CREATE TABLE prompt_latencies (
    tenant_id text NOT NULL,
    version_id uuid NOT NULL,
    hour timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('total', 'first')),
    bucket integer NOT NULL,
    calls bigint NOT NULL,
    PRIMARY KEY (version_id, hour, kind, bucket)
);

CREATE TABLE prompt_calls (
    request_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    at timestamptz NOT NULL,
    version_id uuid NOT NULL,
    experiment_id uuid,
    variant text,
    unit_hash text
);
CREATE INDEX idx_prompt_calls_at ON prompt_calls (at);

CREATE TABLE feedback (
    tenant_id text NOT NULL,
    request_id uuid NOT NULL,
    given_by text NOT NULL,
    score double precision NOT NULL CHECK (score >= 0 AND score <= 1),
    comment text,
    at timestamptz NOT NULL,
    version_id uuid,
    experiment_id uuid,
    variant text,
    unit_hash text,
    PRIMARY KEY (request_id, given_by)
);
CREATE INDEX idx_feedback_version ON feedback (version_id, at);
CREATE INDEX idx_feedback_experiment ON feedback (experiment_id, variant);

CREATE TABLE experiments (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    prompt_id uuid NOT NULL REFERENCES prompts (id),
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'running', 'stopped', 'concluded')),
    unit text NOT NULL CHECK (unit IN ('user', 'conversation', 'service', 'request')),
    salt text NOT NULL,
    layer text NOT NULL,
    targeting json,
    guardrails json,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    weights_since timestamptz,
    started_at timestamptz,
    stopped_at timestamptz,
    stop_reason text,
    winner text,
    revision integer NOT NULL,
    UNIQUE (prompt_id, name)
);
CREATE UNIQUE INDEX idx_experiments_running ON experiments (prompt_id, layer) WHERE status = 'running';
CREATE INDEX idx_experiments_tenant ON experiments (tenant_id, status);

CREATE TABLE experiment_variants (
    tenant_id text NOT NULL,
    experiment_id uuid NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    name text NOT NULL,
    ordinal integer NOT NULL,
    version_id uuid NOT NULL REFERENCES prompt_versions (id),
    model text,
    is_control boolean NOT NULL,
    PRIMARY KEY (experiment_id, name)
);

CREATE TABLE experiment_ranges (
    tenant_id text NOT NULL,
    experiment_id uuid NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    variant text NOT NULL,
    from_bucket integer NOT NULL,
    to_bucket integer NOT NULL,
    CHECK (from_bucket >= 0 AND from_bucket < to_bucket AND to_bucket <= 10000),
    PRIMARY KEY (experiment_id, from_bucket)
);

CREATE TABLE experiment_units (
    tenant_id text NOT NULL,
    experiment_id uuid NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    unit_hash text NOT NULL,
    variant text NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    calls bigint NOT NULL,
    successes bigint NOT NULL,
    measured bigint NOT NULL,
    latency_ms bigint NOT NULL,
    cost_nusd bigint NOT NULL,
    fallbacks bigint NOT NULL,
    PRIMARY KEY (experiment_id, unit_hash, variant)
);
