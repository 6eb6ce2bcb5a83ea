-- What is laid over file and environment: parts of the configuration, one row for each provider, model and alias.
CREATE TABLE config_overrides (
    section text NOT NULL,
    name text NOT NULL,
    value jsonb NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    PRIMARY KEY (section, name)
);

-- Every state of it, and what was refused. One is in force.
CREATE TABLE config_revisions (
    id uuid PRIMARY KEY,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    source text NOT NULL CHECK (source IN ('file', 'edit', 'price', 'document', 'rollback')),
    document text NOT NULL,
    diff text NOT NULL,
    valid boolean NOT NULL,
    active boolean NOT NULL,
    problems jsonb NOT NULL
);
CREATE UNIQUE INDEX idx_config_revisions_active ON config_revisions (active) WHERE active;
CREATE INDEX idx_config_revisions_created ON config_revisions (created_at DESC, id DESC);

-- Prices, in nano-USD per million tokens. Rows are added, never changed.
CREATE TABLE model_prices (
    id uuid PRIMARY KEY,
    model_id text NOT NULL,
    valid_from timestamptz NOT NULL,
    free boolean NOT NULL,
    input bigint CHECK (input BETWEEN 0 AND 10000000000000),
    cached_input bigint CHECK (cached_input BETWEEN 0 AND 10000000000000),
    cache_write_5m bigint CHECK (cache_write_5m BETWEEN 0 AND 10000000000000),
    cache_write_1h bigint CHECK (cache_write_1h BETWEEN 0 AND 10000000000000),
    output bigint CHECK (output BETWEEN 0 AND 10000000000000),
    reasoning bigint CHECK (reasoning BETWEEN 0 AND 10000000000000),
    audio_in bigint CHECK (audio_in BETWEEN 0 AND 10000000000000),
    audio_out bigint CHECK (audio_out BETWEEN 0 AND 10000000000000),
    per_request bigint NOT NULL CHECK (per_request >= 0),
    batch_factor text NOT NULL,
    tiers jsonb NOT NULL,
    service_tiers jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    UNIQUE (model_id, valid_from)
);

-- Keys of providers that were given over the interface, encrypted; each is sent to its origin alone.
CREATE TABLE provider_secrets (
    provider text NOT NULL,
    name text NOT NULL,
    origin text NOT NULL,
    secret text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (provider, name)
);
