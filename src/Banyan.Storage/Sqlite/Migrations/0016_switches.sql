-- What operators stopped.
CREATE TABLE kill_switches (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('global', 'provider', 'model', 'service', 'feature', 'intent')),
    scope_id text NOT NULL,
    cut_streams integer NOT NULL CHECK (cut_streams IN (0, 1)),
    reason text NOT NULL,
    set_by text NOT NULL,
    set_at integer NOT NULL,
    expires_at integer,
    UNIQUE (tenant_id, scope, scope_id)
);

-- Tenants in emergency direct mode.
CREATE TABLE direct_modes (
    tenant_id text PRIMARY KEY,
    reason text NOT NULL,
    set_by text NOT NULL,
    set_at integer NOT NULL,
    expires_at integer
);
