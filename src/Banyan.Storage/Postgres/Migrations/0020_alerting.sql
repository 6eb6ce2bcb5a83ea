-- Addresses that are told of events. Secrets are sealed with the tenant's key.
CREATE TABLE webhooks (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    url text NOT NULL,
    events jsonb NOT NULL,
    enabled boolean NOT NULL,
    secret text NOT NULL,
    secret_prefix text NOT NULL,
    old_secret text,
    old_until timestamptz,
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX idx_webhooks_tenant ON webhooks (tenant_id, created_at, id);

-- The outbox, and the log of what became of it. The payload is kept byte for byte: it is what is signed.
CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event_id uuid NOT NULL,
    event text NOT NULL,
    payload json NOT NULL,
    status text NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    http_status integer,
    response_ms integer,
    problem text,
    claim uuid,
    next_attempt_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (webhook_id, event_id)
);

CREATE INDEX idx_webhook_deliveries_due ON webhook_deliveries (status, next_attempt_at);
CREATE INDEX idx_webhook_deliveries_log ON webhook_deliveries (webhook_id, created_at, id);
CREATE INDEX idx_webhook_deliveries_created ON webhook_deliveries (created_at);

-- Thresholds somebody set instead of, or beside, the usual ones. An empty scope is all that is watched.
CREATE TABLE alert_rules (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    kind text NOT NULL,
    scope text NOT NULL,
    scope_id text NOT NULL,
    threshold double precision NOT NULL,
    window_seconds integer NOT NULL CHECK (window_seconds BETWEEN 60 AND 3600),
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    enabled boolean NOT NULL,
    webhooks jsonb NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (tenant_id, kind, scope, scope_id)
);

-- What fired. One of a fingerprint is open at a time; whichever node sees it still firing moves last_fired_at on.
CREATE TABLE alerts (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    rule_id uuid,
    kind text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    fingerprint text NOT NULL,
    subject text NOT NULL,
    summary text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'acknowledged', 'resolved')),
    value double precision NOT NULL,
    threshold double precision NOT NULL,
    webhooks jsonb NOT NULL,
    opened_at timestamptz NOT NULL,
    last_fired_at timestamptz NOT NULL,
    last_told_at timestamptz NOT NULL,
    clean_at timestamptz NOT NULL,
    acknowledged_by text,
    note text,
    resolved_at timestamptz
);

CREATE UNIQUE INDEX idx_alerts_open ON alerts (tenant_id, fingerprint) WHERE status <> 'resolved';
CREATE INDEX idx_alerts_opened ON alerts (tenant_id, opened_at, id);
