-- Routing rules that operators keep beside those of the configuration.
CREATE TABLE model_routing_rules (
    id text PRIMARY KEY,
    name text NOT NULL UNIQUE,
    priority integer NOT NULL,
    conditions text CHECK (conditions IS NULL OR json_valid(conditions)),
    target text NOT NULL,
    fallbacks text NOT NULL CHECK (json_valid(fallbacks)),
    enabled integer NOT NULL CHECK (enabled IN (0, 1)),
    shadow integer NOT NULL CHECK (shadow IN (0, 1)),
    description text,
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    updated_by text NOT NULL,
    revision integer NOT NULL CHECK (revision > 0)
);
CREATE INDEX idx_model_routing_rules_priority ON model_routing_rules (enabled, priority DESC);

-- What was seen of models' answers, hour by hour.
CREATE TABLE model_stats (
    model_id text NOT NULL,
    category text NOT NULL,
    hour integer NOT NULL,
    calls real NOT NULL CHECK (calls >= 0),
    failures real NOT NULL CHECK (failures >= 0),
    quality_for real NOT NULL CHECK (quality_for >= 0),
    quality_against real NOT NULL CHECK (quality_against >= 0),
    PRIMARY KEY (model_id, category, hour)
) WITHOUT ROWID;
CREATE INDEX idx_model_stats_hour ON model_stats (hour);
