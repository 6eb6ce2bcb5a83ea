-- What operators stopped.
CREATE TABLE kill_switches (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('global', 'provider', 'model', 'service', 'feature', 'intent')),
    scope_id text NOT NULL,
    cut_streams boolean NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL,
    expires_at timestamptz,
    UNIQUE (tenant_id, scope, scope_id)
);

-- Tenants in emergency direct mode.
CREATE TABLE direct_modes (
    tenant_id text PRIMARY KEY,
    reason text NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL,
    expires_at timestamptz
);
