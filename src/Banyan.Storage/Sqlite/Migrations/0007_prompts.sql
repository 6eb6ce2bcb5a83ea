CREATE TABLE prompt_revisions (
    tenant_id text PRIMARY KEY,
    revision integer NOT NULL
);

CREATE TABLE prompts (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    description text,
    tags text NOT NULL CHECK (json_valid(tags)),
    created_by text NOT NULL,
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    archived_at integer,
    revision integer NOT NULL,
    UNIQUE (tenant_id, name)
);
CREATE INDEX idx_prompts_category ON prompts (tenant_id, category);

CREATE TABLE prompt_versions (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    prompt_id text NOT NULL REFERENCES prompts (id),
    version integer NOT NULL CHECK (version > 0),
    status text NOT NULL CHECK (status IN ('draft', 'active', 'deprecated')),
    template text NOT NULL,
    messages text CHECK (messages IS NULL OR json_valid(messages)),
    variables text NOT NULL CHECK (json_valid(variables)),
    config text CHECK (config IS NULL OR json_valid(config)),
    model_requirements text CHECK (model_requirements IS NULL OR json_valid(model_requirements)),
    metadata text CHECK (metadata IS NULL OR json_valid(metadata)),
    content_hash text NOT NULL,
    note text,
    created_by text NOT NULL,
    created_at integer NOT NULL,
    published_at integer,
    published_by text,
    UNIQUE (prompt_id, version)
);
CREATE UNIQUE INDEX idx_prompt_versions_active ON prompt_versions (prompt_id) WHERE status = 'active';

CREATE TABLE prompt_labels (
    tenant_id text NOT NULL,
    prompt_id text NOT NULL REFERENCES prompts (id),
    label text NOT NULL,
    version_id text NOT NULL REFERENCES prompt_versions (id),
    is_protected integer NOT NULL CHECK (is_protected IN (0, 1)),
    moved_by text NOT NULL,
    moved_at integer NOT NULL,
    PRIMARY KEY (prompt_id, label)
);

CREATE TABLE prompt_approvals (
    tenant_id text NOT NULL,
    version_id text NOT NULL REFERENCES prompt_versions (id),
    approved_by text NOT NULL,
    at integer NOT NULL,
    PRIMARY KEY (version_id, approved_by)
);

CREATE TABLE prompt_metrics (
    tenant_id text NOT NULL,
    version_id text NOT NULL,
    hour integer NOT NULL,
    calls integer NOT NULL,
    failures integer NOT NULL,
    input_tokens integer NOT NULL,
    output_tokens integer NOT NULL,
    cost_nusd integer NOT NULL,
    latency_ms integer NOT NULL,
    tool_calls integer NOT NULL,
    PRIMARY KEY (version_id, hour)
) WITHOUT ROWID;

CREATE TABLE prompt_latencies (
    tenant_id text NOT NULL,
    version_id text NOT NULL,
    hour integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('total', 'first')),
    bucket integer NOT NULL,
    calls integer NOT NULL,
    PRIMARY KEY (version_id, hour, kind, bucket)
) WITHOUT ROWID;

CREATE TABLE prompt_calls (
    request_id text PRIMARY KEY,
    tenant_id text NOT NULL,
    at integer NOT NULL,
    version_id text NOT NULL,
    experiment_id text,
    variant text,
    unit_hash text
);
CREATE INDEX idx_prompt_calls_at ON prompt_calls (at);

CREATE TABLE feedback (
    tenant_id text NOT NULL,
    request_id text NOT NULL,
    given_by text NOT NULL,
    score real NOT NULL CHECK (score >= 0 AND score <= 1),
    comment text,
    at integer NOT NULL,
    version_id text,
    experiment_id text,
    variant text,
    unit_hash text,
    PRIMARY KEY (request_id, given_by)
);
CREATE INDEX idx_feedback_version ON feedback (version_id, at);
CREATE INDEX idx_feedback_experiment ON feedback (experiment_id, variant);

CREATE TABLE experiments (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    prompt_id text NOT NULL REFERENCES prompts (id),
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'running', 'stopped', 'concluded')),
    unit text NOT NULL CHECK (unit IN ('user', 'conversation', 'service', 'request')),
    salt text NOT NULL,
    layer text NOT NULL,
    targeting text CHECK (targeting IS NULL OR json_valid(targeting)),
    guardrails text CHECK (guardrails IS NULL OR json_valid(guardrails)),
    created_by text NOT NULL,
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    weights_since integer,
    started_at integer,
    stopped_at integer,
    stop_reason text,
    winner text,
    revision integer NOT NULL,
    UNIQUE (prompt_id, name)
);
CREATE UNIQUE INDEX idx_experiments_running ON experiments (prompt_id, layer) WHERE status = 'running';
CREATE INDEX idx_experiments_tenant ON experiments (tenant_id, status);

CREATE TABLE experiment_variants (
    tenant_id text NOT NULL,
    experiment_id text NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    name text NOT NULL,
    ordinal integer NOT NULL,
    version_id text NOT NULL REFERENCES prompt_versions (id),
    model text,
    is_control integer NOT NULL CHECK (is_control IN (0, 1)),
    PRIMARY KEY (experiment_id, name)
);

CREATE TABLE experiment_ranges (
    tenant_id text NOT NULL,
    experiment_id text NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    variant text NOT NULL,
    from_bucket integer NOT NULL,
    to_bucket integer NOT NULL,
    CHECK (from_bucket >= 0 AND from_bucket < to_bucket AND to_bucket <= 10000),
    PRIMARY KEY (experiment_id, from_bucket)
);

CREATE TABLE experiment_units (
    tenant_id text NOT NULL,
    experiment_id text NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    unit_hash text NOT NULL,
    variant text NOT NULL,
    first_at integer NOT NULL,
    last_at integer NOT NULL,
    calls integer NOT NULL,
    successes integer NOT NULL,
    measured integer NOT NULL,
    latency_ms integer NOT NULL,
    cost_nusd integer NOT NULL,
    fallbacks integer NOT NULL,
    PRIMARY KEY (experiment_id, unit_hash, variant)
) WITHOUT ROWID;
