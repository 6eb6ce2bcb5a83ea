-- Addresses that are told of events. Secrets are sealed with the tenant's key.
CREATE TABLE webhooks (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    url text NOT NULL,
    events text NOT NULL CHECK (json_valid(events)),
    enabled integer NOT NULL CHECK (enabled IN (0, 1)),
    secret text NOT NULL,
    secret_prefix text NOT NULL,
    old_secret text,
    old_until integer,
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    created_at integer NOT NULL,
    updated_at integer NOT NULL
);

CREATE INDEX idx_webhooks_tenant ON webhooks (tenant_id, created_at, id);

-- The outbox, and the log of what became of it. The payload is kept byte for byte: it is what is signed.
CREATE TABLE webhook_deliveries (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    webhook_id text NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event_id text NOT NULL,
    event text NOT NULL,
    payload text NOT NULL CHECK (json_valid(payload)),
    status text NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    http_status integer,
    response_ms integer,
    problem text,
    claim text,
    next_attempt_at integer,
    created_at integer NOT NULL,
    UNIQUE (webhook_id, event_id)
);

CREATE INDEX idx_webhook_deliveries_due ON webhook_deliveries (status, next_attempt_at);
CREATE INDEX idx_webhook_deliveries_log ON webhook_deliveries (webhook_id, created_at, id);
CREATE INDEX idx_webhook_deliveries_created ON webhook_deliveries (created_at);

-- Thresholds somebody set instead of, or beside, the usual ones. An empty scope is all that is watched.
CREATE TABLE alert_rules (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    kind text NOT NULL,
    scope text NOT NULL,
    scope_id text NOT NULL,
    threshold real NOT NULL,
    window_seconds integer NOT NULL CHECK (window_seconds BETWEEN 60 AND 3600),
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    enabled integer NOT NULL CHECK (enabled IN (0, 1)),
    webhooks text NOT NULL CHECK (json_valid(webhooks)),
    updated_at integer NOT NULL,
    UNIQUE (tenant_id, kind, scope, scope_id)
);

-- What fired. One of a fingerprint is open at a time; whichever node sees it still firing moves last_fired_at on.
CREATE TABLE alerts (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    rule_id text,
    kind text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    fingerprint text NOT NULL,
    subject text NOT NULL,
    summary text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'acknowledged', 'resolved')),
    value real NOT NULL,
    threshold real NOT NULL,
    webhooks text NOT NULL CHECK (json_valid(webhooks)),
    opened_at integer NOT NULL,
    last_fired_at integer NOT NULL,
    last_told_at integer NOT NULL,
    clean_at integer NOT NULL,
    acknowledged_by text,
    note text,
    resolved_at integer
);

CREATE UNIQUE INDEX idx_alerts_open ON alerts (tenant_id, fingerprint) WHERE status <> 'resolved';
CREATE INDEX idx_alerts_opened ON alerts (tenant_id, opened_at, id);
