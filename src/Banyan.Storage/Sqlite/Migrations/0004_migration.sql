CREATE TABLE intent_routes (
    tenant_id text NOT NULL,
    intent text NOT NULL,
    setting text NOT NULL,
    since integer NOT NULL,
    half_since integer,
    demoted_to text,
    demoted_at integer,
    reason text,
    PRIMARY KEY (tenant_id, intent)
);

CREATE TABLE intent_affinities (
    tenant_id text NOT NULL,
    person text NOT NULL,
    family text NOT NULL,
    side text NOT NULL CHECK (side IN ('legacy', 'modern')),
    run_id text NOT NULL,
    until integer NOT NULL,
    PRIMARY KEY (tenant_id, person, family)
);

CREATE TABLE route_calls (
    tenant_id text NOT NULL,
    grain text NOT NULL CHECK (grain IN ('m', 'h')),
    at integer NOT NULL,
    intent text NOT NULL,
    backend text NOT NULL,
    side text NOT NULL CHECK (side IN ('legacy', 'modern')),
    kind text NOT NULL CHECK (kind IN ('answer', 'shadow', 'compare')),
    bucket integer NOT NULL,
    calls integer NOT NULL,
    errors integer NOT NULL,
    fallbacks integer NOT NULL,
    PRIMARY KEY (tenant_id, grain, at, intent, backend, side, kind, bucket)
) WITHOUT ROWID;

CREATE TABLE shadow_diffs (
    tenant_id text NOT NULL,
    run_id text NOT NULL,
    step_id text NOT NULL,
    path text NOT NULL,
    at integer NOT NULL,
    intent text NOT NULL,
    backend text NOT NULL,
    old_value text,
    new_value text,
    PRIMARY KEY (tenant_id, run_id, step_id, path)
);
CREATE INDEX idx_shadow_diffs_at ON shadow_diffs (tenant_id, at);

CREATE TABLE shadow_noise (
    tenant_id text NOT NULL,
    intent text NOT NULL,
    path text NOT NULL,
    tests integer NOT NULL,
    differed integer NOT NULL,
    PRIMARY KEY (tenant_id, intent, path)
);

CREATE TABLE intent_demand (
    tenant_id text NOT NULL,
    at integer NOT NULL,
    intent text NOT NULL,
    person text NOT NULL,
    messages integer NOT NULL,
    PRIMARY KEY (tenant_id, at, intent, person)
) WITHOUT ROWID;

CREATE TABLE intent_unmet (
    tenant_id text NOT NULL,
    at integer NOT NULL,
    words text NOT NULL,
    person text NOT NULL,
    messages integer NOT NULL,
    PRIMARY KEY (tenant_id, at, words, person)
) WITHOUT ROWID;
