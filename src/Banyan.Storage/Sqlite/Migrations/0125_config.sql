-- What is laid over file and environment: parts of the configuration, one row for each provider, model and alias.
CREATE TABLE config_overrides (
    section text NOT NULL,
    name text NOT NULL,
    value text NOT NULL CHECK (json_valid(value)),
    revision integer NOT NULL CHECK (revision > 0),
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    updated_by text NOT NULL,
    PRIMARY KEY (section, name)
) WITHOUT ROWID;

-- Every state of it, and what was refused. One is in force.
CREATE TABLE config_revisions (
    id text PRIMARY KEY,
    created_at integer NOT NULL,
    created_by text NOT NULL,
    source text NOT NULL CHECK (source IN ('file', 'edit', 'price', 'document', 'rollback')),
    document text NOT NULL CHECK (json_valid(document)),
    diff text NOT NULL,
    valid integer NOT NULL CHECK (valid IN (0, 1)),
    active integer NOT NULL CHECK (active IN (0, 1)),
    problems text NOT NULL CHECK (json_valid(problems))
);
CREATE UNIQUE INDEX idx_config_revisions_active ON config_revisions (active) WHERE active = 1;
CREATE INDEX idx_config_revisions_created ON config_revisions (created_at DESC, id DESC);

-- Prices, in nano-USD per million tokens. Rows are added, never changed.
CREATE TABLE model_prices (
    id text PRIMARY KEY,
    model_id text NOT NULL,
    valid_from integer NOT NULL,
    free integer NOT NULL CHECK (free IN (0, 1)),
    input integer CHECK (input BETWEEN 0 AND 10000000000000),
    cached_input integer CHECK (cached_input BETWEEN 0 AND 10000000000000),
    cache_write_5m integer CHECK (cache_write_5m BETWEEN 0 AND 10000000000000),
    cache_write_1h integer CHECK (cache_write_1h BETWEEN 0 AND 10000000000000),
    output integer CHECK (output BETWEEN 0 AND 10000000000000),
    reasoning integer CHECK (reasoning BETWEEN 0 AND 10000000000000),
    audio_in integer CHECK (audio_in BETWEEN 0 AND 10000000000000),
    audio_out integer CHECK (audio_out BETWEEN 0 AND 10000000000000),
    per_request integer NOT NULL CHECK (per_request >= 0),
    batch_factor text NOT NULL,
    tiers text NOT NULL CHECK (json_valid(tiers)),
    service_tiers text NOT NULL CHECK (json_valid(service_tiers)),
    created_at integer NOT NULL,
    created_by text NOT NULL,
    UNIQUE (model_id, valid_from)
);

-- Keys of providers that were given over the interface, encrypted; each is sent to its origin alone.
CREATE TABLE provider_secrets (
    provider text NOT NULL,
    name text NOT NULL,
    origin text NOT NULL,
    secret text NOT NULL,
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    PRIMARY KEY (provider, name)
) WITHOUT ROWID;
