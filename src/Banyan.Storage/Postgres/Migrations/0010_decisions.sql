-- What operators decided while it ran; it stands before the file.
CREATE TABLE intent_decisions (
    kind text NOT NULL CHECK (kind IN ('stage', 'overlap', 'approval')),
    name text NOT NULL,
    value text NOT NULL,
    decided_by text NOT NULL,
    reason text NOT NULL,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (kind, name)
);

-- Administrative acts; append-only.
CREATE TABLE audit_log (
    occurred_at timestamptz NOT NULL,
    id uuid NOT NULL,
    tenant_id text NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    target text,
    decision text NOT NULL CHECK (decision IN ('done', 'refused')),
    detail jsonb,
    PRIMARY KEY (occurred_at, id)
);
CREATE INDEX idx_audit_log_tenant_occurred ON audit_log (tenant_id, occurred_at DESC, id DESC);
