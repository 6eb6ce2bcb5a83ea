-- Budgets operators set while it runs; those of the file are not here.
CREATE TABLE usage_budgets (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('global', 'service', 'user', 'feature', 'team', 'key')),
    scope_id text NOT NULL,
    period text NOT NULL CHECK (period IN ('daily', 'weekly', 'monthly')),
    limit_nusd integer NOT NULL CHECK (limit_nusd >= 0),
    alert_thresholds text NOT NULL CHECK (json_valid(alert_thresholds)),
    on_exceeded text NOT NULL CHECK (on_exceeded IN ('block', 'warn', 'degrade')),
    degrade_to text,
    strict integer NOT NULL CHECK (strict IN (0, 1)),
    time_zone text NOT NULL,
    enabled integer NOT NULL CHECK (enabled IN (0, 1)),
    revision integer NOT NULL,
    updated_by text NOT NULL,
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    UNIQUE (tenant_id, scope, scope_id, period)
);

-- Limits that hold instead of a budget's own for a while, of stored budgets and of the file's.
CREATE TABLE budget_overrides (
    tenant_id text NOT NULL,
    budget_id text NOT NULL,
    limit_nusd integer NOT NULL CHECK (limit_nusd >= 0),
    from_at integer NOT NULL,
    until_at integer NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL
);
CREATE INDEX idx_budget_overrides_until ON budget_overrides (budget_id, until_at);

-- Thresholds reached: each once a period, budget and whoever it counts for.
CREATE TABLE budget_alerts (
    tenant_id text NOT NULL,
    budget_id text NOT NULL,
    scope_id text NOT NULL,
    period_start integer NOT NULL,
    threshold real NOT NULL,
    used_nusd integer NOT NULL,
    limit_nusd integer NOT NULL,
    at integer NOT NULL,
    PRIMARY KEY (budget_id, scope_id, period_start, threshold)
);
CREATE INDEX idx_budget_alerts_tenant_at ON budget_alerts (tenant_id, at DESC);
