-- Routing rules that operators keep beside those of the configuration.
CREATE TABLE model_routing_rules (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    priority integer NOT NULL,
    conditions jsonb,
    target text NOT NULL,
    fallbacks jsonb NOT NULL,
    enabled boolean NOT NULL,
    shadow boolean NOT NULL,
    description text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    revision integer NOT NULL CHECK (revision > 0)
);
CREATE INDEX idx_model_routing_rules_priority ON model_routing_rules (enabled, priority DESC);

-- What was seen of models' answers, hour by hour.
CREATE TABLE model_stats (
    model_id text NOT NULL,
    category text NOT NULL,
    hour timestamptz NOT NULL,
    calls double precision NOT NULL CHECK (calls >= 0),
    failures double precision NOT NULL CHECK (failures >= 0),
    quality_for double precision NOT NULL CHECK (quality_for >= 0),
    quality_against double precision NOT NULL CHECK (quality_against >= 0),
    PRIMARY KEY (model_id, category, hour)
);
CREATE INDEX idx_model_stats_hour ON model_stats (hour);
